"""Notices and what becomes of them: answers, old and doubled ones, and those of strangers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.desktop.notify.letter import PASSING
from deskbreak.desktop.notify.service import NAME, PATH
from deskbreak.ports.notices import Button, Notice
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import (
    DISMISSED,
    EXPIRED,
    PLAIN,
    FakeServer,
    Shown,
)
from tests.contracts.notifying import OTHER, PROMPT, Client


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
    assert client.show(OTHER, server).expire == PASSING


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


def test_nor_does_a_click_on_an_older_notice(client: Client, server: FakeServer) -> None:
    """Its action carries no number, so it is known by what the server said it shows."""
    client.show(PROMPT, server)
    client.notifier.show(Notice("New", "", (Button("Quit", {"do": "quit"}),), click={"do": "quit"}))
    server.signal("ActionInvoked", "us", 1, "default")
    client.settle()
    assert client.requests == []
    server.click()
    client.settle()
    assert client.requests == [{"do": "quit"}]


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


def test_what_is_written_down_only_its_owner_may_read(client: Client, server: FakeServer, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        client.show(PROMPT, server)
    finally:
        os.umask(before)
    assert (tmp_path / "note").stat().st_mode & 0o777 == 0o600


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
