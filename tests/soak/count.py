"""The seconds sat, before a kill and after it."""

from __future__ import annotations

from collections.abc import Iterable

from deskbreak.core.breaks import Outcome
from tests.soak.life import Asked


class Count:
    """Follows what status says.

    A break that was taken begins it anew. Otherwise it never goes back, nor on by more than the time that passed.
    """

    def __init__(self) -> None:
        self._seconds = 0.0
        self._at: float | None = None
        self.worst_back = 0.0
        self.worst_ahead = 0.0

    def follow(self, asked: Iterable[Asked], in_flight_recorded: bool) -> None:
        """Take in one life's requests."""
        for each in asked:
            followed = each.acknowledged or (each.reply is None and in_flight_recorded)
            if each.owes is Outcome.TAKEN and followed:
                self._seconds, self._at = 0.0, each.sent
            elif each.request["do"] == "status" and each.reply is not None:
                self._compare(each.reply["sat_seconds"], each)

    def _compare(self, seconds: float, each: Asked) -> None:
        if self._at is not None:
            self.worst_back = max(self.worst_back, self._seconds - seconds)
            self.worst_ahead = max(self.worst_ahead, seconds - self._seconds - (each.answered - self._at))
        self._seconds, self._at = seconds, each.sent
