"""Tells what the engine did as the lines of `deskbreak simulate`: a contract, see docs/simulate.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from deskbreak.app.notices import movement_line
from deskbreak.core import effects
from deskbreak.core.breaks import BreakRecord
from deskbreak.core.calendar import Local
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.effects import Asking, Decision, Did, Effect
from deskbreak.core.laying_out import bouts
from deskbreak.core.moment import iso
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import duration
from deskbreak.core.view import View
from deskbreak.explain import Told, ending
from deskbreak.explain_choice import because

WITHDRAWN_FOR = (
    Did.SNOOZED, Did.SKIPPED, Did.BEGAN, Did.TAKEN, Did.UNANSWERED, Did.PAUSED, Did.STANDING, Did.DEFERRED, Did.NATURAL
)  # fmt: skip
"""The decisions that take a prompt off the screen."""
TOLD = {
    Did.DEFERRED: "defer", Did.PAUSED: "pause", Did.RESUMED: "resume", Did.AWAY: "away", Did.BACK: "back",
    Did.PUT_AWAY: "badge", Did.HELD_LONG: "tell",
}  # fmt: skip
"""The decisions that are lines by themselves."""
REASONS = ("signal", "reason", "because")
"""The facts that name what made it so, in a word."""


class Account:
    """`local` is the zone that the times are told in."""

    def __init__(self, local: Local) -> None:
        self._local = local

    def iso(self, wall: float) -> str:
        """A moment, as each line has it."""
        return iso(self._local, wall)

    def lines(
        self, done: Sequence[Effect], about: Sequence[Suggestion | None], view: View, at: float
    ) -> list[dict[str, Any]]:
        """What was done at this moment, in order. `about`: for each effect the movement that it was about."""
        decisions = {effect.did: effect for effect in done if isinstance(effect, Decision)}
        lines = []
        for effect, suggestion in zip(done, about, strict=True):
            facts = self._facts(effect, decisions, view, at)
            if facts is not None:
                if suggestion is not None:
                    record = effect.record if isinstance(effect, effects.Write) else None
                    facts |= suggested(suggestion) if record is None else _done(suggestion, record)
                lines.append(self.line(at, **{"plan": view.plan, **facts}))
        return lines

    def line(self, at: float, did: str, plan: str, why: str = "", **facts: Any) -> dict[str, Any]:
        """One line: the keys that each has, in their order, then its own."""
        return {"at": self.iso(at), "did": did, "plan": plan, "why": why, **facts}

    def _facts(self, effect: Effect, decisions: dict[Did, Decision], view: View, at: float) -> dict[str, Any] | None:
        match effect:
            case effects.ShowPrompt(plans, asking, sat):
                again = asking is Asking.REPEAT
                decision = decisions[Did.REPEATED if again else Did.PROMPTED]
                facts = {"did": "repeat" if again else "prompt", "plan": plans[0], **self._why(decision, at)}
                return facts | {"sat_seconds": round(sat), "snoozes": decision.facts["snoozes"]}
            case effects.WithdrawPrompt():
                reasons = [decisions[did] for did in WITHDRAWN_FOR if did in decisions]
                return {"did": "withdraw", **(self._why(reasons[0], at) if reasons else {})}
            case effects.OpenGuide():
                decision = decisions[Did.BEGAN]
                sat = round(float(decision.facts["sat"]))
                return {"did": "begin", **self._why(decision, at), "sat_seconds": sat}
            case effects.AskStanding():
                return self._question(decisions[Did.STILL_STANDING], "standing", view, at)
            case effects.AskPaused():
                return self._question(decisions[Did.STILL_PAUSED], "paused", view, at)
            case effects.Write(record):
                return self._record(record)
            case Decision(did) if did in TOLD:
                return {"did": TOLD[did], **self._why(effect, at)}
            case Decision(Did.UNANSWERED, facts) if "again_in" not in facts:
                return {"did": "badge", **self._why(effect, at)}
            case _:
                return None

    def _question(self, decision: Decision, reason: str, view: View, at: float) -> dict[str, Any]:
        """A prompt that asks for no break, but whether they still stand or pause."""
        facts = {"did": "prompt", "why": Told(decision, at, self._local).sentence, "reason": reason}
        return facts | {"sat_seconds": round(view.sat(at)), "snoozes": view.snoozes}

    def _why(self, decision: Decision, at: float) -> dict[str, Any]:
        why = Told(decision, at, self._local).sentence
        reasons = [decision.facts[fact] for fact in REASONS if decision.facts.get(fact)]
        return {"why": why, "reason": reasons[0]} if reasons else {"why": why}

    def _record(self, record: BreakRecord) -> dict[str, Any]:
        facts = {
            "did": "record", "plan": record.plan, "why": ending(record.outcome, record.sat),
            "outcome": record.outcome.value, "sat_seconds": round(record.sat), "snoozes": record.snoozes,
        }  # fmt: skip
        return facts | ({"reason": record.held_by} if record.held_by else {})


def named(suggestion: Suggestion) -> dict[str, Any]:
    """What a break is about: sides in turn, and the seconds that all of it takes."""
    seconds = round(duration(suggestion))
    return {"movement": suggestion.id, "sides": list(suggestion.sides), "seconds": seconds}


def suggested(suggestion: Suggestion) -> dict[str, Any]:
    """The same with the words for it, and why it was chosen where the policy did."""
    facts = named(suggestion) | {"suggests": movement_line(suggestion)}
    if suggestion.reason is None:
        return facts
    return facts | {"chosen_because": because(Choice(Reason(suggestion.reason), suggestion.facts))}


def _done(suggestion: Suggestion, record: BreakRecord) -> dict[str, Any]:
    """What was moved of it, in seconds by side."""
    moved = [bout.moved for bout in bouts(suggestion, record.outcome, record.moved.total)]
    sides = {side: round(sum(getattr(each, side) for each in moved)) for side in ("left", "right", "both")}
    return named(suggestion) | {"moved": sides}
