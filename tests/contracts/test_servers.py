"""What is sent to each server, and what somebody sees of it there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.desktop.notify.letter import LONGEST_BODY, LONGEST_TITLE, PASSING
from deskbreak.desktop.notify.servers import NAMES
from deskbreak.ports.notices import Button, Notice
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import (
    DUNST,
    MAKO,
    PLASMA,
    SEEN,
    FakeServer,
    Habits,
)
from tests.contracts.notifying import COUNTDOWN, OTHER, PROMPT, Client


@pytest.fixture
def server(wire: Wire) -> FakeServer:
    return FakeServer(wire)


@pytest.fixture
def client(wire: Wire, server: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note")


@pytest.fixture(params=SEEN, ids=[f"{habits.name} {habits.version}" for habits in SEEN])
def desktop(wire: Wire, request: pytest.FixtureRequest) -> FakeServer:
    """Each server that was seen on its desktop."""
    return FakeServer(wire, request.param)


@pytest.fixture
def user(wire: Wire, desktop: FakeServer, tmp_path: Path) -> Client:
    return Client(wire, tmp_path / "note")


def test_the_table_has_those_that_were_seen() -> None:
    assert set(NAMES) == {habits.name for habits in SEEN}


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
    assert (shown.critical, shown.expire, shown.hints["transient"]) == (False, PASSING, ("b", True))


def test_pressed_on_every_desktop(user: Client, desktop: FakeServer) -> None:
    user.show(PROMPT, desktop)
    desktop.press("Skip")
    user.settle()
    token = {"activation": desktop.habits.tokens[-1]} if desktop.habits.tokens else {}
    assert user.requests == [{"do": "skip", **token}]
    assert user.overs == 1


def test_replaced_and_withdrawn_on_every_desktop(user: Client, desktop: FakeServer) -> None:
    for notice in (OTHER, PROMPT, COUNTDOWN, PROMPT):
        user.show(notice, desktop)
        if desktop.habits.draws_buttons:
            assert desktop.buttons() == [button.label for button in notice.buttons]
    user.notifier.withdraw()
    user.settle()
    assert desktop.screen == {}
    assert (user.requests, user.overs) == ([], 0)


def test_a_clock_that_runs_on_costs_no_buttons(user: Client, desktop: FakeServer) -> None:
    """Whoever folds a notice that is replaced is told of the next stretch, and of no tick in between."""
    user.show(COUNTDOWN, desktop)
    user.notifier.show(replace(COUNTDOWN, title="Left side 0:40", share=0.3))
    user.settle()
    told = "0:45" if desktop.habits.folds else "0:40"
    assert desktop.text().startswith(f"Left side {told}")
    user.show(replace(COUNTDOWN, title="Change sides: right next 0:05", step="switch 25"), desktop)
    assert not desktop.habits.draws_buttons or desktop.buttons() == ["Stop"]
    desktop.press("Stop")
    user.settle()
    assert user.requests == [{"do": "skip"} | ({"activation": "a-token"} if desktop.habits.tokens else {})]


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


def test_how_to_answer_comes_first_where_no_click_does(client: Client, server: FakeServer) -> None:
    """mako shows the beginning of a long text, and the rest is never seen."""
    server.habits = MAKO
    client.show(replace(PROMPT, click=None), server)
    assert server.text().splitlines()[1:] == ["Click to start.", "Bend & shift <slowly>"]


def test_a_very_long_text_does_not_cover_the_screen(client: Client, server: FakeServer) -> None:
    client.notifier.show(Notice("t" * 5000, "<" * 100_000))
    client.wire.until(lambda: server.screen)
    title, body = server.text().splitlines()
    assert (len(title), len(body)) == (LONGEST_TITLE, LONGEST_BODY)
    assert (title[-2:], body[-2:]) == ("t…", "<…")
