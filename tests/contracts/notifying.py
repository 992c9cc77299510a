"""The notifier with a note of what it hands on, and notices to show."""

from __future__ import annotations

from pathlib import Path

from deskbreak.desktop.bus import BUS_NAME, BUS_PATH
from deskbreak.desktop.notify.freedesktop import FreedesktopNotifier
from deskbreak.desktop.notify.service import NAME, PATIENCE
from deskbreak.ports import Request
from deskbreak.ports.notices import Button, Click, Notice
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import (
    FakeServer,
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
COUNTDOWN = Notice("Left side 0:45", "Bend.", (Button("Stop", {"do": "skip"}),), stays=True, share=0.25, step="move 5")


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
