"""Who keeps the screen on: fakes of logind, GNOME's and Plasma's services and of media players, on a real bus."""

from __future__ import annotations

import os
from typing import Any

import pytest

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method, Property
from deskbreak.desktop.quiet.called import called
from deskbreak.desktop.quiet.film import Film
from deskbreak.desktop.quiet.inhibitors import (
    NOT_A_FILM,
    PATIENCE,
    PROPERTIES,
    GnomeInhibitors,
    KdeInhibitors,
    LogindInhibitors,
)
from deskbreak.desktop.quiet.players import PATH, PLAYER, PREFIX, ROOT
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.contracts.conftest import Wire

NOBODY: Holders = frozenset()
IDLE, SLEEP = 8, 4


class Watch:
    """What our side tells."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.told: list[Holders] = []
        self.later = 0.0
        self.bus = wire.connect(lambda: wire.clock.now() + self.later)
        self.film = Film(self.bus, self.bus, self.told.append)

    def tells(self, *holders: set[str]) -> None:
        self.wire.until(lambda: self.told == [frozenset(names) for names in holders])

    def settle(self) -> None:
        for _ in range(5):
            self.wire.settle()


@pytest.fixture
def watch(wire: Wire) -> Watch:
    return Watch(wire)


class Service:
    """One of the three, under its own name."""

    name: str

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.silent = False
        self.bus: Bus = wire.connect()
        self.offer()
        wire.own(self.bus, self.name)

    def offer(self) -> None:
        raise NotImplementedError

    def goes(self) -> None:
        self.wire.give_up(self.bus)


class Logind(Service):
    name = LogindInhibitors.service

    def offer(self) -> None:
        self.listed: list[tuple[str, str, str, str, int, int]] = []
        manager = Interface(methods={"ListInhibitors": Method("", "a(ssssuu)", lambda: (self.listed,))})
        self.bus.export(LogindInhibitors.PATH, LogindInhibitors.MANAGER, manager)

    def lists(self, *inhibitors: tuple[str, str, str, str]) -> None:
        self.listed = [(*inhibitor, 0, 1) for inhibitor in inhibitors]
        body: tuple[Any, ...] = (LogindInhibitors.MANAGER, {"BlockInhibited": ("s", "idle")}, [])
        self.bus.emit(LogindInhibitors.PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)


class Gnome(Service):
    name = GnomeInhibitors.service

    def offer(self) -> None:
        self.there: dict[str, tuple[str, int]] = {}
        manager = Interface(methods={"GetInhibitors": Method("", "ao", lambda: (list(self.there),))})
        self.bus.export(GnomeInhibitors.PATH, self.name, manager)

    def adds(self, number: int, app: str, flags: int) -> None:
        path = f"{GnomeInhibitors.PATH}/Inhibitor{number}"
        self.there[path] = (app, flags)
        inhibitor = Interface(
            methods={"GetAppId": Method("", "s", lambda: (app,)), "GetFlags": Method("", "u", lambda: (flags,))}
        )
        self.bus.export(path, GnomeInhibitors.INHIBITOR, inhibitor)
        self.bus.emit(GnomeInhibitors.PATH, self.name, "InhibitorAdded", "o", (path,))

    def removes(self, number: int, *, listed: bool = False) -> None:
        """With `listed`, it is gone but still among those that are listed."""
        path = f"{GnomeInhibitors.PATH}/Inhibitor{number}"
        self.bus.withdraw(path)
        if not listed:
            del self.there[path]
        self.bus.emit(GnomeInhibitors.PATH, self.name, "InhibitorRemoved", "o", (path,))


class Kde(Service):
    name = KdeInhibitors.service

    def offer(self) -> None:
        self.listed: list[tuple[str, str]] = []
        self.screen = False
        agent = Interface(
            methods={
                "HasInhibition": Method("u", "b", lambda policy: (policy == 4 and self.screen,)),
                "ListInhibitions": Method("", "a(ss)", lambda: (self.listed,)),
            }
        )
        self.bus.export(KdeInhibitors.PATH, KdeInhibitors.AGENT, agent)

    def lists(self, *names: str, screen: bool = True) -> None:
        self.listed, self.screen = [(name, "why") for name in names], screen
        self.bus.emit(KdeInhibitors.PATH, KdeInhibitors.AGENT, "InhibitionsChanged", "a(ss)as", (self.listed, []))


class NewerKde(Service):
    """From Plasma 6.5 on: each with what it is for; the older call answers in another kind."""

    name = KdeInhibitors.service

    def offer(self) -> None:
        self.active: list[tuple[str, str, str, str, int]] = []
        agent = Interface(
            properties={"ActiveInhibitions": Property("a(ssssu)", lambda: self.active)},
            methods={
                "HasInhibition": Method("u", "b", lambda _policy: (True,)),
                "ListInhibitions": Method("", "aas", lambda: ([],)),
            },
        )
        self.bus.export(KdeInhibitors.PATH, KdeInhibitors.AGENT, agent)

    def lists(self, *inhibitors: tuple[str, str, str]) -> None:
        self.active = [(what, who, "why", mode, 3) for what, who, mode in inhibitors]
        body: tuple[Any, ...] = (KdeInhibitors.AGENT, {}, ["ActiveInhibitions"])
        self.bus.emit(KdeInhibitors.PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", body)


class Player:
    """A media player."""

    def __init__(self, wire: Wire, name: str, status: str, identity: Any = None) -> None:
        self.bus = wire.connect()
        self.status = status
        player = Interface(properties={"PlaybackStatus": Property("s", lambda: self.status)})
        self.bus.export(PATH, PLAYER, player)
        if identity is not None:
            self.bus.export(PATH, ROOT, Interface(properties={"Identity": Property("s", lambda: identity)}))
        wire.own(self.bus, f"{PREFIX}{name}")


def test_nobody_there_at_all(watch: Watch) -> None:
    watch.film.begin()
    watch.tells(set())


def test_logind(wire: Wire, watch: Watch) -> None:
    logind = Logind(wire)
    watch.film.begin()
    watch.tells(set())
    logind.lists(("sleep", "NetworkManager", "x", "delay"), ("idle:sleep", "mpv", "playing", "block"))
    watch.tells(set(), {"mpv"})
    logind.lists(("idle", "mpv", "playing", "delay"), ("sleep:shutdown", "apt", "x", "block"))
    watch.tells(set(), {"mpv"}, set())
    logind.lists(("idle", "org.videolan.vlc", "playing", "block-weak"))
    watch.tells(set(), {"mpv"}, set(), {"VLC"})
    logind.goes()
    watch.tells(set(), {"mpv"}, set(), {"VLC"}, set())


def test_gnome(wire: Wire, watch: Watch) -> None:
    gnome = Gnome(wire)
    gnome.adds(1, "org.gnome.Totem", IDLE | SLEEP)
    gnome.adds(2, "firefox", SLEEP)
    watch.film.begin()
    watch.tells({"Totem"})
    gnome.adds(3, "/usr/bin/google-chrome", IDLE)
    watch.tells({"Totem"}, {"Totem", "Google Chrome"})
    gnome.removes(1)
    watch.tells({"Totem"}, {"Totem", "Google Chrome"}, {"Google Chrome"})
    gnome.removes(3)
    watch.tells({"Totem"}, {"Totem", "Google Chrome"}, {"Google Chrome"}, set())


def test_one_that_goes_while_it_is_looked_at(wire: Wire, watch: Watch) -> None:
    """GNOME tells of it again at once; until then nobody keeps the screen on."""
    gnome = Gnome(wire)
    gnome.adds(1, "org.gnome.Totem", IDLE)
    watch.film.begin()
    watch.tells({"Totem"})
    gnome.removes(1, listed=True)
    watch.tells({"Totem"}, set())


def test_plasma(wire: Wire, watch: Watch) -> None:
    plasma = Kde(wire)
    plasma.lists("Firefox", screen=False)
    watch.film.begin()
    watch.tells(set())
    plasma.lists("Firefox", "haruna")
    watch.tells(set(), {"Firefox", "Haruna"})
    plasma.lists()
    plasma.screen = False
    plasma.lists(screen=False)
    watch.wire.until(lambda: watch.told[-1] == NOBODY)


def test_newer_plasma(wire: Wire, watch: Watch) -> None:
    plasma = NewerKde(wire)
    plasma.lists(("sleep", "ktorrent", "block"))
    watch.film.begin()
    watch.tells(set())
    plasma.lists(("sleep", "ktorrent", "block"), ("sleep:idle", "org.kde.haruna", "block"), ("idle", "mpv", "delay"))
    watch.tells(set(), {"Haruna"})
    plasma.lists(("idle", "plasmashell", "block"))
    watch.tells(set(), {"Haruna"}, set())


def test_all_of_them_are_one(wire: Wire, watch: Watch) -> None:
    logind, gnome = Logind(wire), Gnome(wire)
    logind.lists(("idle", "user", LogindInhibitors.MIRRORED, "block"))
    gnome.adds(1, "org.gnome.Totem", IDLE)
    watch.film.begin()
    watch.tells({"Totem"})


@pytest.mark.parametrize("name", NOT_A_FILM)
def test_what_is_no_film(wire: Wire, watch: Watch, name: str) -> None:
    logind = Logind(wire)
    logind.lists(("idle", name, "x", "block"))
    watch.film.begin()
    watch.tells(set())
    assert NOT_A_FILM[name]


# -- players ----------------------------------------------------------------


def test_music_alone_is_nobody(wire: Wire, watch: Watch) -> None:
    Player(wire, "spotify", "Playing", "Spotify")
    watch.film.begin()
    watch.tells(set())


def test_a_player_names_what_has_no_name(wire: Wire, watch: Watch) -> None:
    logind = Logind(wire)
    Player(wire, "spotify", "Paused", "Spotify")
    Player(wire, "broken", "Playing", None)
    Player(wire, "celluloid", "Playing", "Celluloid")
    logind.lists(("idle", "user", LogindInhibitors.MIRRORED, "block"))
    watch.film.begin()
    watch.tells({"Celluloid"})


def test_what_has_no_name_at_all(wire: Wire, watch: Watch) -> None:
    Logind(wire).lists(("idle", "", "x", "block"))
    watch.film.begin()
    watch.tells({""})


# -- ends and faults --------------------------------------------------------


def test_nothing_is_told_after_the_end(wire: Wire, watch: Watch) -> None:
    logind = Logind(wire)
    before = len(watch.bus._signals)
    for _ in range(3):
        watch.told.clear()
        watch.film.begin()
        watch.tells(set())
        watch.film.end()
    assert len(watch.bus._signals) == before
    logind.lists(("idle", "mpv", "x", "block"))
    watch.settle()
    assert watch.told == [NOBODY]
    watch.film.begin()
    watch.tells(set(), {"mpv"})


def test_ended_while_an_answer_is_on_its_way(wire: Wire, watch: Watch) -> None:
    Logind(wire).lists(("idle", "mpv", "x", "block"))
    watch.film.begin()
    watch.film.end()
    watch.settle()
    assert watch.told == []


def test_one_that_hangs_keeps_the_others_waiting_for_a_while(wire: Wire, watch: Watch) -> None:
    plasma, logind = Kde(wire), Logind(wire)
    logind.lists(("idle", "mpv", "x", "block"))
    wire.loop.remove(plasma.bus)
    wire.deaf.append(plasma.bus)
    watch.film.begin()
    watch.settle()
    assert watch.told == []
    watch.later = PATIENCE + 1
    watch.bus.on_time(watch.bus.now())
    assert watch.told == [{"mpv"}]


def test_answers_of_the_wrong_kind(wire: Wire, watch: Watch) -> None:
    bus = wire.connect()
    wrong = Interface(methods={"ListInhibitors": Method("", "s", lambda: ("nobody",))})
    bus.export(LogindInhibitors.PATH, LogindInhibitors.MANAGER, wrong)
    wire.own(bus, LogindInhibitors.service)
    watch.film.begin()
    watch.tells(set())


def test_without_any_bus_there_is_nothing_to_ask() -> None:
    with pytest.raises(Unavailable, match="no bus"):
        Film(None, None, lambda _holders: None)


def test_with_the_system_bus_alone(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", os.environ["DBUS_SESSION_BUS_ADDRESS"])
    Logind(wire).lists(("idle", "", "x", "block"))
    told: list[Holders] = []
    Film(None, wire.connect(), told.append).begin()
    wire.until(lambda: told == [{""}])


@pytest.mark.parametrize(
    ("known_by", "name"),
    [
        ("", ""),
        ("firefox", "Firefox"),
        ("/usr/bin/vlc", "VLC"),
        ("org.gnome.Totem", "Totem"),
        ("org.mozilla.firefox.desktop", "Firefox"),
        ("My SDL application", "My SDL application"),
        ("Mr. A. B.", "Mr. A. B."),
    ],
)
def test_what_people_call_it(known_by: str, name: str) -> None:
    assert called(known_by) == name
