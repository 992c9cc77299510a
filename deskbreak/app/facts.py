"""What is really known when a reminder is worded: the facts of `core/message.py`. What is not known is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskbreak.core.choice import Reason
from deskbreak.core.effects import ShowPrompt
from deskbreak.core.movement import Movement
from deskbreak.core.profile import place
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.targets import WALK_SECONDS, walked
from deskbreak.core.timeline import duration

WALK = "walk"


def facts(
    asked: ShowPrompt, suggestion: Suggestion, situation: Situation, presence_known: bool, told_place: bool
) -> Mapping[str, Any]:
    """`told_place`: somebody said where they sit; otherwise that is only taken for granted."""
    known: dict[str, Any] = {
        "suggested": suggestion.id,
        "context": suggestion.context,
        "seconds": duration(suggestion),
        "sat_minutes": round(asked.sat / 60),
        "hour": situation.context.now.hour,
        **_of_walks(situation),
    }
    if isinstance(suggestion.what, Movement):
        known["reps"] = suggestion.what.dose.reps
    if suggestion.sides:
        known["side"] = suggestion.sides[0]
    if not asked.can_snooze:
        known["last_snooze"] = True
    if asked.held_by:
        known |= {"held_by": asked.held_by, "held_minutes": round(asked.held / 60)}
    if asked.typing_paused:
        known["typing_paused"] = True
    if told_place:
        known["place"] = place(situation.profile, situation.context).value
    if presence_known:
        known["presence_known"] = True
    return known | _of_reason(suggestion)


def _of_walks(situation: Situation) -> dict[str, Any]:
    context = situation.context
    walks = {one.id for one in situation.library.movements.values() if one.kind == WALK}
    since = context.since_first if context.since_walk is None else context.since_walk
    return {
        "since_walk_minutes": round(since),
        "walked_minutes": round(walked(situation.past, walks, context.today) / 60),
        "walk_goal_minutes": round(WALK_SECONDS / 60),
    }


def _of_reason(suggestion: Suggestion) -> dict[str, Any]:
    match suggestion.reason:
        case Reason.OWED:
            return {"side_owed": True}
        case Reason.GENTLE:
            return {"gentle_day": True}
        case Reason.WEEKLY:
            return {"done": suggestion.facts["done"], "target": suggestion.facts["goal"]}
        case _:
            return {}
