"""A program that answers as the running deskbreak does, with what it is told to say of itself."""

from __future__ import annotations

from typing import Any

from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from tests.app.serving import Serving

SITTING: dict[str, Any] = {
    "v": 1, "ok": True, "phase": "working", "sat_seconds": 1080, "due_in_seconds": 720, "until": None,
    "today": {"taken": 1}, "say": "Stand up in 12 min · sat 18 min",
}  # fmt: skip


class Program(Serving):
    """Tells `status`, and that again whenever it changes."""

    status = SITTING
    refuses = False

    def handle(self, request: Request) -> dict[str, Any]:
        if self.refuses:
            raise DeskbreakError("No.", "Try yes.")
        return {key: value for key, value in self.status.items() if key not in ("v", "ok")}

    def is_now(self, status: dict[str, Any]) -> None:
        self.status = status
        self.publish()
