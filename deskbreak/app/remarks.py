"""Puts a word beside a reminder, where there is one, and keeps that it was said."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.texts import Said
from deskbreak.core.asked import What
from deskbreak.core.effects import ShowPrompt
from deskbreak.core.remarks import LongerWalk, Pace, Welcome, remark
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Suggestion
from deskbreak.day_words import progress
from deskbreak.ports.keeping import AskedBefore
from deskbreak.words import _


class Remarks:
    """Told each reminder as it is worded."""

    def __init__(self, kept: AskedBefore, has_tray: Callable[[], bool]) -> None:
        self._kept = kept
        self._has_tray = has_tray

    def __call__(
        self, said: Said, asked: ShowPrompt, suggestion: Suggestion, situation: Situation, wall: float
    ) -> Said:
        """The same text, with what there is to say beside it."""
        match remark(situation, suggestion, asked.asking, self._kept.asked()):
            case Welcome(easier):
                self._kept.ask(What.WELCOME, "", wall)
                return Said(_("Welcome back"), said.body, _("We start one step easier.") if easier else None)
            case Pace(targets):
                for target in targets:
                    self._kept.ask(What.PACE, target.id, wall)
                return said._replace(
                    beside=_("This week so far: {done}.").format(done=" · ".join(map(progress, targets)))
                )
            case LongerWalk():
                return said._replace(beside=self._longer_walk())
            case None:
                return said

    def _longer_walk(self) -> str:
        if self._has_tray():
            return _("Five to ten minutes would suit too; “I walked” in the tray menu counts them.")
        return _("Five to ten minutes would suit too; count them with: deskbreak walk 10")
