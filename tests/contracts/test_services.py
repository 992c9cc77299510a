"""What the notifier has to bring about, with each service there is: all habits as fakes, and the real ones here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.ports.notices import Button, Notice
from tests.contracts.notification_server import SEEN, Habits
from tests.contracts.notifying import Client
from tests.contracts.stages import DunstStage, FakeStage, Stage, XfceStage, real_stage

PROMPT = Notice(
    "Time to stand up",
    "Stand and shift: 1 min 20 s.\nYou have sat 30 min.",
    (Button("Start", {"do": "start"}), Button("In 5 min", {"do": "snooze"}), Button("Skip", {"do": "skip"})),
    click={"do": "start"},
    put_away={"do": "put-away"},
    stays=True,
)
COUNTDOWN = Notice(
    "Left side · 0:45", "Shift your weight.", (Button("Stop", {"do": "skip"}),), stays=True, share=0.25
)  # fmt: skip
START, LATER, SKIP = range(3)
REAL = [
    pytest.param(kind, id=name, marks=pytest.mark.desktop)
    for kind, name in ((XfceStage, "xfce4-notifyd"), (DunstStage, "real dunst"))
]


@pytest.fixture(params=[*(pytest.param(habits, id=habits.name) for habits in SEEN), *REAL])
def stage(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    if isinstance(request.param, Habits):
        yield FakeStage(request.getfixturevalue("wire"), request.param)
    else:
        with real_stage(request.param, monkeypatch) as real:
            yield real


@pytest.fixture
def client(stage: Stage, tmp_path: Path) -> Client:
    """The notifier, with the service there before it."""
    stage.begin()
    return Client(stage.wire, tmp_path / "note")


def shown(client: Client, stage: Stage, notice: Notice = PROMPT) -> None:
    """Show it; afterwards there is exactly this one."""
    client.notifier.show(notice)
    client.wire.until(lambda: client.notifier.settled and stage.notices() == 1)


def gone(client: Client, stage: Stage) -> None:
    client.wire.until(lambda: client.notifier.settled and stage.notices() == 0)


def test_one_is_shown_replaced_in_place_and_withdrawn(client: Client, stage: Stage) -> None:
    shown(client, stage)
    for share in (0.1, 0.4, 0.9):
        shown(client, stage, replace(COUNTDOWN, title=f"Left side · {share}", share=share))
    client.notifier.withdraw()
    gone(client, stage)
    assert (client.requests, client.failed) == ([], [])


def test_a_button_is_pressed(client: Client, stage: Stage) -> None:
    shown(client, stage)
    stage.press(SKIP)
    client.wire.until(lambda: client.requests)
    gone(client, stage)
    assert [request["do"] for request in client.requests] == ["skip"]


def test_it_is_clicked(client: Client, stage: Stage) -> None:
    shown(client, stage)
    stage.click()
    client.wire.until(lambda: client.requests)
    gone(client, stage)
    assert [request["do"] for request in client.requests] == ["start"]


def test_the_service_comes_late(stage: Stage, tmp_path: Path) -> None:
    client = Client(stage.wire, tmp_path / "note")
    client.notifier.show(PROMPT)
    client.wire.until(lambda: client.failed)
    stage.begin()
    client.wire.until(lambda: stage.notices() == 1)
    client.notifier.withdraw()
    gone(client, stage)


def test_the_service_crashes_and_comes_back(client: Client, stage: Stage) -> None:
    shown(client, stage)
    stage.crash()
    client.wire.until(lambda: client.failed)
    stage.begin()
    client.wire.until(lambda: stage.notices() == 1)
    stage.press(LATER)
    client.wire.until(lambda: client.requests)
    gone(client, stage)
    assert [request["do"] for request in client.requests] == ["snooze"]
    assert client.failed == [PROMPT]


@pytest.mark.parametrize("shows", [True, False], ids=["in the middle", "from the start"])
def test_the_service_hangs_while_a_reminder_comes_and_goes(stage: Stage, tmp_path: Path, shows: bool) -> None:
    stage.begin()
    client = Client(stage.wire, tmp_path / "note", patience=0.3)
    if shows:
        shown(client, stage, COUNTDOWN)
    stage.hang()
    client.notifier.show(PROMPT)
    client.wire.until(lambda: client.failed)
    client.notifier.withdraw()
    stage.go_on()
    gone(client, stage)
    shown(client, stage)
    assert (client.requests, client.failed) == ([], [PROMPT])


@pytest.mark.parametrize("next_notice", [None, COUNTDOWN], ids=["taken away", "replaced"])
def test_what_a_killed_program_left(client: Client, stage: Stage, next_notice: Notice | None) -> None:
    shown(client, stage)
    client.die()
    again = Client(client.wire, client.note)
    if next_notice is None:
        gone(again, stage)
    else:
        shown(again, stage, next_notice)
        stage.press(0)
        client.wire.until(lambda: again.requests)
        assert [request["do"] for request in again.requests] == ["skip"]
