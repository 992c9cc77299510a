"""Notification services that come late, crash, hang, hand on their name, or answer with garbage."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.desktop.bus import BUS_NAME, BUS_PATH
from deskbreak.desktop.notify.service import NAME
from deskbreak.desktop.objects import Method
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import (
    MAKO,
    XFCE,
    FakeServer,
    Shown,
)
from tests.contracts.notifying import COUNTDOWN, OTHER, PROMPT, Client, release_name


@pytest.fixture
def server(wire: Wire) -> FakeServer:
    return FakeServer(wire)


@pytest.fixture
def client(wire: Wire, server: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note")


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
