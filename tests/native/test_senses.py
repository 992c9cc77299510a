"""The ways of Windows and macOS, as those who wire them find them."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

import deskbreak.desktop.tray.sni  # noqa: F401 - keeps pystray from looking for a display
from deskbreak.app import doctor_presence, doctor_senses
from deskbreak.app.senses_in_threads import ThreadedSenses
from deskbreak.app.senses_native import OnSleep, Senses, macos_senses, windows_senses
from deskbreak.core.events import Event, Locked, Unlocked
from deskbreak.desktop.presence.unknown import UnknownPresence
from deskbreak.desktop.quiet.polled import FILM, PolledSignal
from deskbreak.desktop.session.other_thread import InThread
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import Lost, SessionWatch, Tell, TellHolders
from deskbreak.ports.senses import Presence as AnyPresence
from deskbreak.settings.quiet import SIGNALS, Quiet
from deskbreak.settings.schema import Settings
from deskbreak.settings.when import Presence
from tests.native import macos as fake_macos
from tests.native import windows as fake_windows
from tests.native.passing import Passing


def built(senses: Senses) -> tuple[AnyPresence, SessionWatch]:
    """The first ways, under the names by which they are listed."""
    ((presence_name, build_presence),) = senses.presence
    ((session_name, build_session),) = senses.session
    presence = build_presence(Passing().loop, lambda _event: None, lambda _why: None, 60.0, lambda: False)
    session = build_session(lambda _call: None, lambda _call: None, lambda _event: None, lambda: None)
    assert (presence.name, session.name) == (presence_name, session_name)
    return presence, session


def test_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_windows.imitated(monkeypatch):
        built(windows_senses())


def test_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_macos.imitated(monkeypatch):
        built(macos_senses())


# -- what the doctor says of them -------------------------------------------

NOTHING = Settings(
    quiet=Quiet(microphone=False, fullscreen=False, do_not_disturb=False, presentation=False),
    presence=Presence(films=False),
)


def test_the_doctor_names_the_session_and_listens_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with fake_windows.imitated(monkeypatch) as system:
        looked = doctor_senses.look({}, NOTHING)
        assert (system.windows, system.classes) == ({}, {})
    found = doctor_senses.session(looked, None)
    assert found.chosen == "WTSRegisterSessionNotification"
    assert "the lock of the screen" in found.can
    assert any("before it sleeps" in line for line in found.can)
    assert found.lacks == ()
    lacks = dict(doctor_senses.quiet(looked, NOTHING, None).lacks)
    assert lacks["Screen sharing"] == "no program is told of it"


def test_the_doctor_without_what_the_tray_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "AppKit", None)
    found = doctor_senses.session(doctor_senses.look({}, NOTHING), None)
    assert found.chosen == "clocks"
    assert "AppKit cannot be loaded" in dict(found.lacks)["NSWorkspace"]


def test_the_doctor_on_presence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with fake_windows.imitated(monkeypatch):
        found = doctor_presence.presence({}, None)
    assert found.chosen == "GetLastInputInfo"
    assert any("knocked" in line for line in found.can)
    assert "game controllers" in dict(found.lacks)


@pytest.mark.parametrize(
    ("senses", "limited"),
    [
        (windows_senses, {"QUNS_PRESENTATION_MODE", "SystemExecutionState"}),
        (macos_senses, {"CoreAudio devices", "CoreMediaIO"}),
    ],
)
def test_what_a_way_does_not_see_is_said(senses: Callable[[], Senses], limited: set[str]) -> None:
    """Where nobody is named, or only a part is known."""
    found = {way for ways in senses().signals.values() for way, _build in ways}
    assert found & doctor_senses.LIMITS.keys() == limited
    for way in limited:
        looked = doctor_senses.Looked({"microphone": doctor_senses.Seen(way)}, "")
        assert dict(doctor_senses.quiet(looked, Settings(), None).lacks)["Microphone"] == doctor_senses.LIMITS[way]


def told_by(senses: Senses, in_main: InThread | None) -> ThreadedSenses:
    threaded = ThreadedSenses(Passing().loop, in_main, senses)
    threaded.follow_session(lambda _event: None, lambda: None)
    return threaded


def test_the_program_has_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_macos.imitated(monkeypatch):
        threaded = told_by(macos_senses(), lambda call: call())
        assert threaded.session == "NSWorkspace"
        assert set(threaded.signals(Settings())) == set(macos_senses().signals)
        assert not threaded.always
        (way,) = threaded.presence
        assert way.why_not({}) == ""
        presence = way.build(Passing().loop, {}, lambda _event: None, lambda _why: None, 60.0)
        assert presence.name == way.name
        threaded.close()


def test_without_a_tray_nobody_hears_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_macos.imitated(monkeypatch):
        threaded = told_by(macos_senses(), None)
        assert threaded.session == ""
        assert threaded.refused == (("NSWorkspace", "it needs the thread of the tray"),)


class Told:
    """Senses of which each part is told by hand."""

    def __init__(self) -> None:
        self.in_main: list[Callable[[], object]] = []
        self.told: list[Event] = []
        self.session: list[Tell] = []
        self.closed = 0
        self.fault: Exception | None = None
        self.is_locked: Callable[[], bool] = lambda: False
        self.loop = Passing()
        self.senses = ThreadedSenses(
            self.loop.loop,
            self.in_main.append,
            Senses((("look", self._presence),), (("listen", self._session),), {"microphone": (("ask", self._signal),)}),
        )

    def _presence(
        self, loop: Loop, tell: Tell, lost: Lost, still_after: float, is_locked: Callable[[], bool]
    ) -> UnknownPresence:
        self._fail()
        self.is_locked = is_locked
        return UnknownPresence(tell)

    def _session(self, in_main: InThread, in_loop: InThread, tell: Tell, on_sleep: OnSleep) -> SessionWatch:
        self.session.append(tell)
        in_main(self._fail)
        return self

    def _signal(self, loop: Loop, tell: TellHolders, lost: Lost) -> PolledSignal:
        self._fail()
        return PolledSignal(loop, "microphone", frozenset, tell, lost)

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault

    name = "listens"

    def close(self) -> None:
        self.closed += 1


def test_presence_knows_of_the_lock() -> None:
    """It need not look for anybody so often then."""
    told = Told()
    told.senses.follow_session(told.told.append, lambda: None)
    told.senses.presence[0].build(told.loop.loop, {}, lambda _event: None, lambda _why: None, 60.0)
    for event, locked in ((Locked(), True), (Unlocked(), False), (Locked(), True)):
        told.session[0](event)
        assert told.is_locked() is locked
    assert told.told == [Locked(), Unlocked(), Locked()]


@pytest.mark.parametrize("fault", [AttributeError("no such function"), OSError("not found")])
def test_what_cannot_be_made_is_unavailable(fault: Exception, caplog: pytest.LogCaptureFixture) -> None:
    """On a system on which nobody has tried it, anything may be missing."""
    told = Told()
    told.fault = fault
    with pytest.raises(Unavailable, match=str(fault)):
        told.senses.presence[0].build(told.loop.loop, {}, lambda _event: None, lambda _why: None, 60.0)
    ((_way, build),) = told.senses.signals(Settings())["microphone"]
    with pytest.raises(Unavailable, match=str(fault)):
        build(told.loop.loop, lambda _who: None, lambda _why: None)
    assert bool(caplog.messages) is not isinstance(fault, OSError)


def test_a_session_that_cannot_be_followed_is_closed(caplog: pytest.LogCaptureFixture) -> None:
    told = Told()
    told.senses.presence[0].build(told.loop.loop, {}, lambda _event: None, lambda _why: None, 60.0)
    told.fault = TypeError("an odd answer")
    told.senses.follow_session(told.told.append, lambda: None)
    told.session[0](Locked())
    assert told.is_locked()
    told.in_main.pop()()
    assert told.senses.session == "listens", "the main thread changes nothing of the loop's"
    told.loop.passes(0)
    assert (told.senses.session, told.closed) == ("", 1)
    assert told.senses.refused == (("listens", "TypeError: an odd answer"),)
    assert not told.is_locked(), "nobody would say that it ends"
    assert caplog.messages == ["the session cannot be followed"]


@pytest.mark.parametrize("senses", [windows_senses, macos_senses])
def test_every_switch_has_a_way_and_what_is_no_switch(senses: Callable[[], Senses]) -> None:
    """But for those that only Linux has: a talk fills the screen, or is told by the same ways as do not disturb."""
    signals = senses().signals
    assert set(signals) == {*SIGNALS, FILM} - {"presentation", "apps"}
    assert all(signals.values())
