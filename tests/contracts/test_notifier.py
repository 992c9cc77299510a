"""The notifier against servers with the habits of the real ones."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.desktop.bus import BUS_NAME, BUS_PATH
from deskbreak.desktop.notify.freedesktop import FreedesktopNotifier
from deskbreak.desktop.notify.letter import LONGEST_BODY, LONGEST_TITLE
from deskbreak.desktop.notify.servers import NAMES
from deskbreak.desktop.notify.service import NAME, PATH, PATIENCE
from deskbreak.desktop.objects import Method
from deskbreak.ports import Button, Click, Notice, Request
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import (
    DISMISSED,
    DUNST,
    EXPIRED,
    MAKO,
    PLAIN,
    PLASMA,
    SEEN,
    XFCE,
    FakeServer,
    Habits,
    Shown,
)

PROMPT = Notice(
    "Stand up?",
    "Bend & shift <slowly>",
    (Button("Start", {"do": "start"}), Button("Skip", {"do": "skip"})),
    click={"do": "start"},
    put_away={"do": "put-away"},
    unbuttoned={
        Click.LEFT: "Click to start.",
        Click.MIDDLE: "Middle click to start.",
        Click.NONE: "See the menu.",
    },
    stays=True,
)
OTHER = Notice("Other", "")
COUNTDOWN = Notice("Left side 0:45", "Bend.", (Button("Stop", {"do": "skip"}),), stays=True, share=0.25)


class Client:
    """The notifier under test, and what it handed on."""

    def __init__(self, wire: Wire, note: Path, patience: float = PATIENCE) -> None:
        self.wire = wire
        self.requests: list[Request] = []
        self.failed: list[Notice] = []
        self.overs = 0
        self.note = note
        self.bus = wire.connect()
        self.notifier = FreedesktopNotifier(
            self.bus, Path("/icon.png"), note, self.requests.append, wire.clock.now, self.failed.append, self._over,
            patience,
        )  # fmt: skip
        wire.loop.add_timed(self.notifier)

    def _over(self) -> None:
        self.overs += 1

    def show(self, notice: Notice, server: FakeServer) -> Shown:
        self.notifier.show(notice)
        self.wire.until(lambda: [shown for shown in server.screen.values() if shown.title == notice.title])
        self.settle()
        return server.only

    def settle(self) -> None:
        """Until what was sent has come, and what that made somebody send as well, there and back."""
        for _ in range(4):
            self.wire.settle()

    def die(self) -> None:
        """Killed: what is on the screen stays there."""
        self.wire.loop.remove_timed(self.notifier)
        self.wire.give_up(self.bus)


def release_name(server: FakeServer) -> None:
    """It runs on, but is the notification service no more."""
    server.bus.call(BUS_NAME, BUS_PATH, BUS_NAME, "ReleaseName", "s", (NAME,))
    server.wire.settle()


@pytest.fixture
def server(wire: Wire) -> FakeServer:
    return FakeServer(wire)


@pytest.fixture
def client(wire: Wire, server: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note")


def test_a_notice_with_its_buttons(client: Client, server: FakeServer) -> None:
    shown = client.show(PROMPT, server)
    assert shown.body == "Bend &amp; shift &lt;slowly&gt;"
    assert shown.actions == ["default", "Start", "0:1", "Start", "1:1", "Skip"]
    assert shown.expire == 0
    assert shown.hints["desktop-entry"] == ("s", "deskbreak")
    assert "value" not in shown.hints


def test_a_passing_notice_leaves_by_itself(client: Client, server: FakeServer) -> None:
    assert client.show(OTHER, server).expire == -1


def test_the_next_notice_takes_the_place_of_the_last(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    client.show(OTHER, server)
    assert list(server.screen) == [1]
    client.notifier.withdraw()
    client.settle()
    assert server.screen == {}
    client.notifier.withdraw()
    client.settle()
    assert server.calls.count("close") == 1


@pytest.mark.parametrize("twice", [False, True])
def test_a_button_is_pressed_once(client: Client, server: FakeServer, twice: bool) -> None:
    server.habits = replace(PLAIN, twice=twice)
    client.show(PROMPT, server)
    server.press("Skip")
    client.settle()
    assert client.requests == [{"do": "skip"}]


def test_a_click_on_it_and_putting_it_away(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.click()
    client.settle()
    client.show(PROMPT, server)
    server.dismiss()
    client.settle()
    assert client.requests == [{"do": "start"}, {"do": "put-away"}]


def test_expiry_and_our_own_closing_ask_for_nothing(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.dismiss(reason=EXPIRED)
    client.settle()
    client.show(PROMPT, server)
    client.notifier.withdraw()
    client.settle()
    assert client.requests == []


def test_a_button_of_an_older_notice_presses_nothing(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    client.show(Notice("New", "", (Button("Quit", {"do": "quit"}),)), server)
    server.signal("ActionInvoked", "us", 1, "0:1")
    client.settle()
    assert client.requests == []


def test_what_a_press_shows_next_is_not_closed_with_what_was_pressed(client: Client, server: FakeServer) -> None:
    """The news that the old one is gone comes after the new one was sent."""
    client.show(PROMPT, server)
    ident = next(iter(server.screen))
    server.bus.emit(PATH, NAME, "ActionInvoked", "us", (ident, "0:1"))
    client.wire.until(lambda: client.requests)
    client.notifier.show(PROMPT)
    server.dismiss(ident)
    client.settle()
    assert client.requests == [{"do": "start"}]
    server.press("Skip")
    client.settle()
    assert client.requests == [{"do": "start"}, {"do": "skip"}]


def test_quick_changes_end_in_the_last_one(client: Client, server: FakeServer) -> None:
    client.notifier.show(PROMPT)
    client.notifier.withdraw()
    client.notifier.show(OTHER)
    client.settle()
    assert server.only.title == "Other"
    client.notifier.show(PROMPT)
    client.notifier.withdraw()
    client.settle()
    assert server.screen == {}


# -- the habits of each server ----------------------------------------------


@pytest.fixture(params=SEEN, ids=[habits.name for habits in SEEN])
def desktop(wire: Wire, request: pytest.FixtureRequest) -> FakeServer:
    """Each server that was seen on its desktop."""
    return FakeServer(wire, request.param)


@pytest.fixture
def user(wire: Wire, desktop: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note")


def test_the_table_has_those_that_were_seen() -> None:
    assert sorted(NAMES) == sorted(habits.name for habits in SEEN)


def test_a_reminder_is_whole_on_every_desktop(user: Client, desktop: FakeServer) -> None:
    user.show(PROMPT, desktop)
    title, *body = desktop.text().splitlines()
    assert (title, body[0]) == ("Stand up?", "Bend & shift <slowly>")
    assert desktop.stays()
    assert not desktop.alarm()
    if desktop.habits.draws_buttons:
        assert desktop.buttons() == ["Start", "Skip"]
        assert len(body) == 1
    else:
        # Its own menu, or a key, offers them all the same.
        assert desktop.only.labels == ["Start", "Skip"]
        assert body[1:] == ["Middle click to start." if desktop.habits is DUNST else "Click to start."]


def test_a_countdown_can_be_read_on_every_desktop(user: Client, desktop: FakeServer) -> None:
    """Only two draw a gauge beside the text; from across the room it is all that can be seen."""
    user.show(COUNTDOWN, desktop)
    assert desktop.text().startswith("Left side 0:45\nBend.")
    assert desktop.stays()
    assert desktop.only.hints.get("value") == (("i", 25) if desktop.habits in (MAKO, DUNST) else None)


def test_a_passing_notice_alarms_nobody(user: Client, desktop: FakeServer) -> None:
    shown = user.show(OTHER, desktop)
    assert (shown.critical, shown.expire) == (False, -1)


def test_pressed_on_every_desktop(user: Client, desktop: FakeServer) -> None:
    user.show(PROMPT, desktop)
    desktop.press("Skip")
    user.settle()
    token = {"activation": desktop.habits.tokens[-1]} if desktop.habits.tokens else {}
    assert user.requests == [{"do": "skip", **token}]
    assert user.overs == 1


def test_replaced_and_withdrawn_on_every_desktop(user: Client, desktop: FakeServer) -> None:
    for notice in (PROMPT, COUNTDOWN, PROMPT):
        user.show(notice, desktop)
    assert list(desktop.screen) == [1]
    user.notifier.withdraw()
    user.settle()
    assert desktop.screen == {}
    assert (user.requests, user.overs) == ([], 0)


@pytest.mark.parametrize("name", ["gnome-shell", "nobody knows this one"])
def test_what_a_server_says_of_itself_goes_before_its_name(client: Client, server: FakeServer, name: str) -> None:
    server.habits = Habits(name, capabilities=("body",))
    shown = client.show(PROMPT, server)
    assert shown.actions == []
    assert server.text() == "Stand up?\nBend & shift <slowly>\nSee the menu."


@pytest.mark.parametrize(
    ("tokens", "activation"), [(("t1", "t2"), "t2"), (("",), None), (("not-granted-666",), None), ((), None)]
)
def test_the_token_that_comes_before_a_press_is_handed_on(
    client: Client, server: FakeServer, tokens: tuple[str, ...], activation: str | None
) -> None:
    server.habits = replace(PLASMA, tokens=tokens)
    client.show(PROMPT, server)
    server.click()
    client.settle()
    assert client.requests == [{"do": "start"} | ({"activation": activation} if activation else {})]


def test_a_token_is_for_one_press(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.signal("ActivationToken", "us", 1, "old")
    server.dismiss()
    client.settle()
    client.show(PROMPT, server)
    server.press("Start")
    client.settle()
    assert client.requests == [{"do": "put-away"}, {"do": "start"}]


@pytest.mark.parametrize("capabilities", [("actions", "body-markup"), ("actions",)])
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("R&D <b>now</b> &amp; \"then\" 'soon'", "R&D <b>now</b> &amp; \"then\" 'soon'"),
        ("bell\a, zero\0, escape\x1b[31m, tab\t.", "bell , zero , escape [31m, tab ."),
        ("/home/me/\udce9t\udce9.toml", "/home/me/?t?.toml"),
        ("👩🏽‍💻 stands ☕️ שלום مرحبا", "👩🏽‍💻 stands ☕️ שלום مرحبا"),
    ],
)
def test_whatever_a_path_or_a_person_writes_is_shown(
    client: Client, server: FakeServer, capabilities: tuple[str, ...], text: str, seen: str
) -> None:
    server.habits = Habits("plain", capabilities)
    client.notifier.show(Notice(text, text, (Button(text, {"do": "start"}),)))
    client.wire.until(lambda: server.screen)
    assert server.text() == f"{seen}\n{seen}"
    assert server.only.labels == [seen]


def test_a_very_long_text_does_not_cover_the_screen(client: Client, server: FakeServer) -> None:
    client.notifier.show(Notice("t" * 5000, "<" * 100_000))
    client.wire.until(lambda: server.screen)
    title, body = server.text().splitlines()
    assert (len(title), len(body)) == (LONGEST_TITLE, LONGEST_BODY)
    assert (title[-2:], body[-2:]) == ("t…", "<…")


# -- services that come and go ----------------------------------------------


def test_the_daemon_comes_late(wire: Wire, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    client = Client(wire, tmp_path / "note")
    client.notifier.show(PROMPT)
    wire.until(lambda: client.failed)
    assert client.failed == [PROMPT]
    server = FakeServer(wire)
    wire.until(lambda: server.screen)
    assert server.only.title == PROMPT.title


def test_the_daemon_is_replaced_and_the_notice_is_shown_again(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    client.wire.give_up(server.bus)
    next_one = FakeServer(client.wire, MAKO)
    client.wire.until(lambda: next_one.screen)
    assert next_one.text().endswith("Click to start.")


def test_only_what_has_to_stay_is_told_twice(client: Client, server: FakeServer) -> None:
    client.show(OTHER, server)
    server.crash()
    client.settle()
    again = FakeServer(client.wire)
    client.settle()
    assert (again.calls, client.failed) == ([], [])


def test_a_crash_with_a_reminder_on_the_screen_is_made_up_for(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.crash()
    client.wire.until(lambda: client.failed)
    again = FakeServer(client.wire)
    client.wire.until(lambda: again.screen)
    client.settle()
    assert (again.only.title, client.failed) == (PROMPT.title, [PROMPT])


def test_a_service_that_gives_up_its_name_shows_nothing_of_ours_any_more(client: Client, server: FakeServer) -> None:
    """It runs on without the name; the id means something else at the next one."""
    client.show(PROMPT, server)
    release_name(server)
    next_one = FakeServer(client.wire, XFCE)
    next_one.screen[1] = Shown("somebody else's", "", [], {}, -1)
    client.wire.until(lambda: len(next_one.screen) == 2)
    client.notifier.withdraw()
    client.settle()
    assert server.screen == {}
    assert [shown.title for shown in next_one.screen.values()] == ["somebody else's"]


def test_what_a_service_without_the_name_shows_at_last_is_taken_away(client: Client, server: FakeServer) -> None:
    client.show(OTHER, server)
    server.hang()
    client.notifier.show(PROMPT)
    client.wire.settle()
    release_name(server)
    next_one = FakeServer(client.wire)
    client.wire.until(lambda: next_one.screen)
    client.settle()
    server.go_on()
    client.settle()
    assert server.screen == {}
    assert next_one.only.title == PROMPT.title
    client.die()
    Client(client.wire, client.note)
    client.wire.until(lambda: not next_one.screen)


def test_an_answer_to_the_service_before_is_none(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    release_name(server)
    FakeServer(client.wire)
    client.settle()
    server.signal("ActionInvoked", "us", 1, "0:1")
    client.settle()
    assert client.requests == []


@pytest.fixture
def impatient(wire: Wire, server: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note", patience=0.2)


@pytest.mark.parametrize("known", [True, False], ids=["in the middle", "from the start"])
def test_a_service_that_hangs_is_told_once_and_done_without(
    impatient: Client, server: FakeServer, caplog: pytest.LogCaptureFixture, known: bool
) -> None:
    if known:
        impatient.show(PROMPT, server)
    server.hang()
    wanted = [replace(COUNTDOWN, title=f"0:{left}") for left in (50, 45, 40)]
    for count, notice in enumerate(wanted, 1):
        impatient.notifier.show(notice)
        impatient.wire.until(lambda count=count: len(impatient.failed) == count)  # type: ignore[misc]
    assert impatient.failed == wanted
    assert [record.getMessage() for record in caplog.records if "does not answer" in record.getMessage()] == [
        "the notification service does not answer; what is to be told is told without it"
    ]
    server.go_on()
    impatient.wire.until(lambda: [shown for shown in server.screen.values() if shown.title == "0:40"])
    impatient.settle()
    assert server.only.title == "0:40"
    assert len(server.calls) <= 3
    server.press("Stop")
    impatient.settle()
    assert impatient.requests == [{"do": "skip"}]


@pytest.mark.parametrize("known", [True, False], ids=["in the middle", "from the start"])
def test_what_was_withdrawn_meanwhile_does_not_stay(impatient: Client, server: FakeServer, known: bool) -> None:
    if known:
        impatient.show(OTHER, server)
    server.hang()
    impatient.notifier.show(PROMPT)
    impatient.wire.until(lambda: impatient.failed)
    impatient.notifier.withdraw()
    server.go_on()
    impatient.settle()
    assert server.screen == {}
    assert impatient.requests == []


def test_withdrawn_while_the_first_answer_is_awaited(client: Client, server: FakeServer) -> None:
    client.notifier.show(OTHER)
    client.wire.until(lambda: server.screen)
    client.settle()
    server.hang()
    client.notifier.withdraw()
    client.notifier.show(PROMPT)
    client.notifier.withdraw()
    assert not client.notifier.settled
    server.go_on()
    client.wire.until(lambda: client.notifier.settled)
    client.settle()
    assert server.screen == {}


def test_a_hanging_service_that_dies_at_last_leaves_the_next_one_its_place(
    impatient: Client, server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.hang()
    impatient.notifier.show(PROMPT)
    impatient.wire.until(lambda: impatient.failed)
    server.go_on()
    server.crash()
    next_one = FakeServer(impatient.wire)
    impatient.wire.until(lambda: next_one.screen)
    impatient.settle()
    assert next_one.only.title == PROMPT.title
    assert impatient.failed == [PROMPT]
    assert "hang" not in caplog.text


@pytest.mark.parametrize("with_reminder", [True, False])
def test_a_thousand_owners_in_one_go(
    client: Client, server: FakeServer, caplog: pytest.LogCaptureFixture, with_reminder: bool
) -> None:
    """Names that come and go as fast as a bus can tell: the last one counts."""
    if with_reminder:
        client.show(PROMPT, server)
    server.crash()
    others = [client.wire.connect() for _ in range(2)]
    for _ in range(250):
        for other in others:
            for member, body in (("RequestName", (NAME, 4)), ("ReleaseName", (NAME,))):
                other.call(BUS_NAME, BUS_PATH, BUS_NAME, member, "su"[: len(body)], body)
    client.settle()
    last = FakeServer(client.wire)
    client.show(OTHER, last)
    assert client.bus.deadline is None
    assert len(caplog.records) < 10
    for bus in others:
        client.wire.give_up(bus)


# -- garbage ----------------------------------------------------------------

REPLIES: dict[str, Method] = {
    "no id": Method("susssasa{sv}i", "", lambda *_sent: ()),
    "a text for an id": Method("susssasa{sv}i", "s", lambda *_sent: ("1",)),
    "many ids": Method("susssasa{sv}i", "au", lambda *_sent: ([1] * 100_000,)),
    "a bug": Method("susssasa{sv}i", "u", lambda *_sent: (1 // 0,)),
}


@pytest.mark.parametrize("reply", REPLIES.values(), ids=REPLIES.keys())
def test_a_reply_that_is_none_is_a_failure_and_no_more(
    client: Client, server: FakeServer, caplog: pytest.LogCaptureFixture, reply: Method
) -> None:
    server.offer(Notify=reply)
    client.notifier.show(PROMPT)
    client.wire.until(lambda: client.failed)
    assert client.failed == [PROMPT]
    server.offer()
    client.show(OTHER, server)
    assert "shows nothing" in caplog.text


@pytest.mark.parametrize(
    "offered",
    [
        {"GetServerInformation": Method("", "s", lambda: ("x",))},
        {"GetServerInformation": Method("", "uuuu", lambda: (1, 2, 3, 4))},
        {"GetCapabilities": Method("", "a{sv}", lambda: ({"actions": ("b", True)},))},
        {"GetCapabilities": Method("", "as", lambda: (["x" * 100] * 20_000,))},
    ],
)  # fmt: skip
def test_a_service_that_cannot_say_what_it_is(
    impatient: Client, server: FakeServer, offered: dict[str, Method]
) -> None:
    server.offer(**offered)
    impatient.notifier.show(PROMPT)
    impatient.wire.until(lambda: impatient.failed)
    assert server.screen == {}


def test_others_notifications_are_none_of_ours(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.signal("ActionInvoked", "us", 99, "0:1")
    server.signal("NotificationClosed", "uu", 99, DISMISSED)
    client.settle()
    assert client.requests == []
    assert server.only.title == PROMPT.title


def test_a_press_on_what_is_just_being_replaced_counts_while_the_buttons_stay(
    client: Client, server: FakeServer
) -> None:
    """A countdown is shown anew every five seconds: Stop has to stop at any moment."""
    client.show(PROMPT, server)
    client.notifier.show(replace(PROMPT, title="Stand up"))
    server.signal("ActionInvoked", "us", 1, "1:1")
    client.settle()
    assert client.requests == [{"do": "skip"}]
    assert server.screen == {}


def test_put_away_while_a_replacement_is_on_its_way_nothing_stays(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    client.notifier.show(replace(PROMPT, title="Stand up"))
    server.dismiss()
    client.settle()
    assert client.requests == [{"do": "put-away"}]
    assert server.screen == {}


def test_strangers_cannot_answer_nor_end_it(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    stranger = client.wire.connect()
    for member, signature, body in [
        ("NotificationClosed", None, ()),
        ("NotificationClosed", "uu", (1, DISMISSED)),
        ("ActionInvoked", "us", (1, "0:1")),
    ]:
        stranger.emit(PATH, NAME, member, signature, body)
    client.settle()
    assert client.requests == []
    assert server.only.title == PROMPT.title


def test_junk_from_the_service_itself_is_survived(
    client: Client, server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    client.show(PROMPT, server)
    server.bus.emit(PATH, NAME, "NotificationClosed")
    server.bus.emit(PATH, NAME, "ActionInvoked", "s", ("x",))
    client.settle()
    assert "the signal ActionInvoked came as 's'" in caplog.text
    server.press("Skip")
    client.settle()
    assert client.requests == [{"do": "skip"}]


def test_a_folder_that_is_gone_costs_only_the_note(
    client: Client, server: FakeServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(client.wire, tmp_path / "gone" / "note")
    client.show(PROMPT, server)
    client.notifier.withdraw()
    client.settle()
    assert server.screen == {}
    assert "would leave this notice" in caplog.text


def test_what_a_killed_program_left_is_taken_away(client: Client, server: FakeServer, tmp_path: Path) -> None:
    client.show(PROMPT, server)
    Client(client.wire, tmp_path / "note")
    client.wire.until(lambda: not server.screen)
    assert not (tmp_path / "note").exists()


def test_or_the_next_notice_takes_its_place(client: Client, server: FakeServer, tmp_path: Path) -> None:
    client.show(PROMPT, server)
    Client(client.wire, tmp_path / "note").show(OTHER, server)
    assert list(server.screen) == [1]


@pytest.mark.parametrize("note", ["", "junk", ":9.9 1", "\xff", ":1.1 x"])
def test_what_others_show_is_never_touched(wire: Wire, server: FakeServer, tmp_path: Path, note: str) -> None:
    """The service was started again meanwhile: the same number is another's notification now."""
    server.screen[1] = Shown("somebody else's", "", [], {}, -1)
    (tmp_path / "note").write_text(note, encoding="latin-1")
    client = Client(wire, tmp_path / "note")
    wire.settle()
    client.notifier.show(OTHER)
    wire.until(lambda: len(server.screen) == 2)
    assert server.screen[1].title == "somebody else's"
