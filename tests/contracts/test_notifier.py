"""The notifier against servers with the habits of the real ones."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.notify.freedesktop import NAME, PATH, FreedesktopNotifier
from deskbreak.desktop.objects import Interface, Method
from deskbreak.ports import Button, Notice, Request
from tests.contracts.conftest import Wire

PROMPT = Notice(
    "Stand up?",
    "Bend & shift <slowly>",
    (Button("Start", {"do": "start"}), Button("Skip", {"do": "skip"})),
    click={"do": "start"},
    put_away={"do": "put-away"},
    unbuttoned="Click to start.",
    stays=True,
)
OTHER = Notice("Other", "")
EXPIRED, DISMISSED, BY_CALL = 1, 2, 3


@dataclass
class Shown:
    """One notification as the server has it."""

    title: str
    body: str
    actions: list[str]
    hints: dict[str, Any]
    expire: int

    @property
    def labels(self) -> list[str]:
        return self.actions[1::2]


@dataclass
class FakeServer:
    """A notification daemon. `twice`: it sends each signal two times, as GNOME Shell does."""

    wire: Wire
    name: str = "plain"
    capabilities: tuple[str, ...] = ("body", "actions", "body-markup")
    twice: bool = False
    screen: dict[int, Shown] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bus: Bus = self.wire.connect()
        self.bus.export(
            PATH,
            NAME,
            Interface(
                methods={
                    "GetServerInformation": Method("", "ssss", lambda: (self.name, "fake", "1", "1.2")),
                    "GetCapabilities": Method("", "as", lambda: (list(self.capabilities),)),
                    "Notify": Method("susssasa{sv}i", "u", self._notify),
                    "CloseNotification": Method("u", "", self._close),
                }
            ),
        )
        self.wire.own(self.bus, NAME)

    def _notify(
        self, _app: str, replaces: int, _icon: str, title: str, body: str, actions: Any, hints: Any, expire: int
    ) -> Any:
        ident = replaces if replaces in self.screen else max([len(self.calls), *self.screen]) + 1
        self.calls.append(f"notify {title}")
        self.screen[ident] = Shown(title, body, actions, hints, expire)
        return (ident,)

    def _close(self, ident: int) -> Any:
        self.calls.append("close")
        if self.screen.pop(ident, None):
            self._signal("NotificationClosed", "uu", (ident, BY_CALL))
        return ()

    def _signal(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        for _ in range(2 if self.twice else 1):
            self.bus.emit(PATH, NAME, member, signature, body)

    @property
    def only(self) -> Shown:
        assert len(self.screen) == 1
        return next(iter(self.screen.values()))

    def press(self, label: str) -> None:
        ident, shown = next(iter(self.screen.items()))
        self._signal("ActionInvoked", "us", (ident, shown.actions[shown.actions.index(label) - 1]))
        self.dismiss(ident)

    def dismiss(self, ident: int | None = None, reason: int = DISMISSED) -> None:
        ident = ident or next(iter(self.screen))
        self.screen.pop(ident, None)
        self._signal("NotificationClosed", "uu", (ident, reason))


class Client:
    """The notifier under test, and what it handed on."""

    def __init__(self, wire: Wire, note: Path) -> None:
        self.wire = wire
        self.requests: list[Request] = []
        self.failed: list[Notice] = []
        self.notifier = FreedesktopNotifier(
            wire.connect(), Path("/icon.png"), note, self.requests.append, self.failed.append
        )

    def show(self, notice: Notice, server: FakeServer) -> Shown:
        self.notifier.show(notice)
        self.wire.until(lambda: [shown for shown in server.screen.values() if shown.title == notice.title])
        self.wire.settle()
        return server.only


@pytest.fixture
def server(wire: Wire) -> FakeServer:
    return FakeServer(wire)


@pytest.fixture
def client(wire: Wire, server: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note")


def test_a_notice_with_its_buttons(client: Client, server: FakeServer) -> None:
    shown = client.show(PROMPT, server)
    assert shown.body == "Bend &amp; shift &lt;slowly&gt;"
    assert shown.labels == ["Start", "Skip", ""]
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
    client.wire.settle()
    assert server.screen == {}
    client.notifier.withdraw()
    client.wire.settle()
    assert server.calls.count("close") == 1


@pytest.mark.parametrize("twice", [False, True])
def test_a_button_is_pressed_once(client: Client, server: FakeServer, twice: bool) -> None:
    server.twice = twice
    client.show(PROMPT, server)
    server.press("Skip")
    client.wire.settle()
    client.wire.settle()
    assert client.requests == [{"do": "skip"}]


def test_a_click_on_it_and_putting_it_away(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.press("")
    client.wire.settle()
    client.show(PROMPT, server)
    server.dismiss()
    client.wire.settle()
    assert client.requests == [{"do": "start"}, {"do": "put-away"}]


def test_expiry_and_our_own_closing_ask_for_nothing(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server.dismiss(reason=EXPIRED)
    client.wire.settle()
    client.show(PROMPT, server)
    client.notifier.withdraw()
    client.wire.settle()
    assert client.requests == []


def test_a_button_of_an_older_notice_presses_nothing(client: Client, server: FakeServer) -> None:
    old = client.show(PROMPT, server)
    client.show(Notice("New", "", (Button("Quit", {"do": "quit"}),)), server)
    server._signal("ActionInvoked", "us", (1, old.actions[0]))
    client.wire.settle()
    client.wire.settle()
    assert client.requests == []


def test_what_a_press_shows_next_is_not_closed_with_what_was_pressed(client: Client, server: FakeServer) -> None:
    """The news that the old one is gone comes after the new one was sent."""
    client.show(PROMPT, server)
    ident = next(iter(server.screen))
    server.bus.emit(PATH, NAME, "ActionInvoked", "us", (ident, server.only.actions[0]))
    client.wire.until(lambda: client.requests)
    client.notifier.show(PROMPT)
    server.dismiss(ident)
    client.wire.settle()
    client.wire.settle()
    assert client.requests == [{"do": "start"}]
    server.press("Skip")
    client.wire.settle()
    client.wire.settle()
    assert client.requests == [{"do": "start"}, {"do": "skip"}]


def test_quick_changes_end_in_the_last_one(client: Client, server: FakeServer) -> None:
    client.notifier.show(PROMPT)
    client.notifier.withdraw()
    client.notifier.show(OTHER)
    for _ in range(4):
        client.wire.settle()
    assert server.only.title == "Other"
    client.notifier.show(PROMPT)
    client.notifier.withdraw()
    for _ in range(4):
        client.wire.settle()
    assert server.screen == {}


@pytest.mark.parametrize(
    ("name", "capabilities", "labels", "urgency", "body"),
    [
        ("Xfce Notify Daemon", ("actions", "body-markup"), ["Start", "Skip"], 1, "Bend &amp; shift &lt;slowly&gt;"),
        ("lxqt-notificationd", ("actions", "body-markup"), ["Start", "Skip"], 1, "Bend &amp; shift &lt;slowly&gt;"),
        ("gnome-shell", ("actions", "body-markup"), ["Start", "Skip", ""], 2, "Bend &amp; shift &lt;slowly&gt;"),
        ("Plasma", ("actions", "body-markup"), ["Start", "Skip", ""], 1, "Bend &amp; shift &lt;slowly&gt;"),
        ("mako", ("actions", "body-markup"), [""], 1, "Bend &amp; shift &lt;slowly&gt;\nClick to start."),
        ("simple", (), [""], 1, "Bend & shift <slowly>\nClick to start."),
    ],
)
def test_the_habits_of_each_server(
    client: Client, server: FakeServer, name: str, capabilities: tuple[str, ...], labels: list[str], urgency: int,
    body: str,
) -> None:  # fmt: skip
    server.name, server.capabilities = name, capabilities
    shown = client.show(PROMPT, server)
    assert (shown.labels, shown.hints["urgency"], shown.body) == (labels, ("y", urgency), body)


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
    next_one = FakeServer(client.wire, name="mako")
    client.wire.until(lambda: next_one.screen)
    assert next_one.only.labels == [""]


def test_others_notifications_are_none_of_ours(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    server._signal("ActionInvoked", "us", (99, "0:1"))
    server._signal("NotificationClosed", "uu", (99, DISMISSED))
    client.wire.settle()
    client.wire.settle()
    assert client.requests == []
    assert server.only.title == PROMPT.title


def test_a_press_on_what_is_just_being_replaced_counts_while_the_buttons_stay(
    client: Client, server: FakeServer
) -> None:
    """A countdown is shown anew every five seconds: Stop has to stop at any moment."""
    old = client.show(PROMPT, server)
    client.notifier.show(replace(PROMPT, title="Stand up"))
    server._signal("ActionInvoked", "us", (1, old.actions[2]))
    for _ in range(4):
        client.wire.settle()
    assert client.requests == [{"do": "skip"}]
    assert server.screen == {}


def test_put_away_while_a_replacement_is_on_its_way_nothing_stays(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    client.notifier.show(replace(PROMPT, title="Stand up"))
    server.dismiss()
    for _ in range(4):
        client.wire.settle()
    assert client.requests == [{"do": "put-away"}]
    assert server.screen == {}


def test_strangers_cannot_answer_nor_end_it(client: Client, server: FakeServer) -> None:
    client.show(PROMPT, server)
    stranger = client.wire.connect()
    for member, signature, body in [
        ("NotificationClosed", None, ()),
        ("NotificationClosed", "uu", (1, DISMISSED)),
        ("ActionInvoked", "us", (1, server.only.actions[0])),
    ]:
        stranger.emit(PATH, NAME, member, signature, body)
    client.wire.settle()
    client.wire.settle()
    assert client.requests == []
    assert server.only.title == PROMPT.title


def test_junk_from_the_service_itself_is_survived(
    client: Client, server: FakeServer, caplog: pytest.LogCaptureFixture
) -> None:
    client.show(PROMPT, server)
    server.bus.emit(PATH, NAME, "NotificationClosed")
    server.bus.emit(PATH, NAME, "ActionInvoked", "s", ("x",))
    client.wire.settle()
    client.wire.settle()
    assert "could not take in" in caplog.text
    server.press("Skip")
    client.wire.settle()
    client.wire.settle()
    assert client.requests == [{"do": "skip"}]


def test_a_folder_that_is_gone_costs_only_the_note(
    client: Client, server: FakeServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    client.notifier._note = tmp_path / "gone" / "note"
    client.show(PROMPT, server)
    client.notifier.withdraw()
    client.wire.settle()
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
