"""What may be suggested, worked out a second time and another way: from the sheet of the library, rule by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from deskbreak.core.choice import Choice
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Place, Profile, RedFlag

_SHEET: dict[str, Any] = json.loads((Path(__file__).parent / "policy_library.json").read_text(encoding="utf-8"))
MOVEMENTS: dict[str, dict[str, Any]] = {movement["id"]: movement for movement in _SHEET["movements"]}
ROUTINES: dict[str, dict[str, Any]] = {routine["id"]: routine for routine in _SHEET["routines"]}

NEEDED = {
    "chair": "chair",
    "chair without wheels, or wheels locked": "chair",
    "chair with a backrest at shoulder-blade height": "chair",
    "stable chair": "chair",
    "desk": "desk",
    "desk that does not move": "desk",
    "desk or wall for balance": "desk wall",
    "door frame": "door frame",
    "wall": "wall",
    "soft massage or tennis ball": "ball",
    "massage ball": "ball",
    "firm massage ball or purpose-made QL tool (start softer)": "ball",
    "mat": "mat",
    "mat or bed": "mat",
    "mat or carpet, about 2 m": "mat",
    "bag or weight of 2-8 kg": "bag",
}
"""What each thing on the list of a movement needs; one of several is enough, all others need nothing."""


def parts(what: str) -> list[str]:
    """The movements of a routine, or the movement."""
    return [what] if what in MOVEMENTS else [item["movement"] for item in ROUTINES[what]["items"]]


def unsafe(choice: Choice, profile: Profile, context: Context, past: Sequence[Past]) -> list[str]:
    """What is wrong with a choice: nothing, one hopes."""
    if choice.what is None:
        return []
    if profile.red_flag in (RedFlag.EMERGENCY, RedFlag.SAME_DAY):
        return ["a movement in spite of a red flag"]
    found = [why for name in parts(choice.what) for why in _against(MOVEMENTS[name], profile, context)]
    found += _against_days(choice, context, past)
    if choice.routine:
        found += [f"{condition} blocks the routine" for condition in _routine_blocked(choice.what, profile)]
        found += ["the routine is too hard"] * (choice.routine.level > profile.level_max)
    if "acute-pain" in _conditions(profile, False) and choice.what not in GENTLE:
        found.append("acute pain")
    return found


GENTLE = {"stand-and-shift", "side-rib-breathing", "posture-reset", "walk-break", "gentle-day-2m"}


def _conditions(profile: Profile, open_too: bool) -> set[str]:
    counts = [Answer.YES, Answer.UNSAID] if open_too else [Answer.YES]
    soon = {"long-lasting-pain"} if profile.red_flag is RedFlag.SOON else set()
    return soon | {condition for condition, answer in profile.answers.items() if answer in counts}


def _routine_blocked(name: str, profile: Profile) -> set[str]:
    routine = ROUTINES[name]
    return _conditions(profile, routine["level"] >= 2) & {*routine["blocked_for"], *routine["manual_only_for"]}


def _against(movement: dict[str, Any], profile: Profile, context: Context) -> Iterator[str]:
    name = movement["id"]
    held = movement["contraindications"]["withhold"] + movement["contraindications"]["care"]
    conditions = _conditions(profile, movement["level"] >= 2 or movement["kind"] == "release")
    for condition in conditions.intersection(held):
        yield f"F1 {name}: {condition}"
    if context.in_call and (movement["context"] != "seated" or movement["discretion"] < 2):
        yield f"F2 {name}"
    if profile.places[context.now.weekday()] is Place.OFFICE:
        if movement["needs_floor"] or movement["discretion"] == 0:
            yield f"F3 {name}"
        if profile.quiet and movement["discretion"] < 2:
            yield f"F3 {name}: it is quiet"
    elif movement["needs_floor"] and not profile.floor_ok:
        yield f"F4 {name}"
    if not profile.can_stand and movement["context"] != "seated":
        yield f"F5 {name}: they cannot stand"
    if movement["level"] > (1 if "long-lasting-pain" in _conditions(profile, False) else profile.level_max):
        yield f"F5 {name}: too hard"
    for thing in movement["equipment"]:
        needed = NEEDED.get(thing)
        if needed and "none" not in movement["equipment"] and not any(has in needed for has in profile.equipment):
            yield f"F5 {name}: no {thing}"
    if context.since_first < 60 and {"flexion", "rotation"} & set(movement["tags"]):
        yield f"F8 {name}"
    if movement["kind"] == "release" and context.now.time() < time(17):
        yield f"F9 {name}: too early"
    check_in = context.check_ins.get(context.today, 0)
    if 4 <= check_in < 7 and (movement["level"] > 1 or movement["kind"] not in ("mobility", "walk")):
        yield f"F12 {name}"
    if check_in >= 7 and name not in GENTLE:
        yield f"D2 {name}"


def _against_days(choice: Choice, context: Context, past: Sequence[Past]) -> Iterator[str]:
    """F9 to F11, of days: what was, was; but for the first half of a bout whose second half this is."""
    assert choice.what
    before = _but_for_the_last_shown(past) if choice.reason == "owed-side" else past
    today = context.today
    families = {MOVEMENTS[name]["family"] for name in parts(choice.what)}
    if "release" in families and _was("release", before, today, days=1):
        yield "F9: a second one today"
    if "strength-side" in families and _was("strength-side", before, today, days=2):
        yield "F10"
    marked = {each.too_much for each in past if each.too_much and (today - each.day).days < 7}
    if marked & {choice.what, *parts(choice.what)}:
        yield "F11: it was too much"
    for family in families:
        if sum(name in MOVEMENTS and MOVEMENTS[name]["family"] == family for name in marked) >= 2:
            yield f"F11: two of {family} were too much"


def _but_for_the_last_shown(past: Sequence[Past]) -> list[Past]:
    last = next(number for number in reversed(range(len(past))) if past[number].shown)
    return [*past[:last], *past[last + 1 :]]


def _was(family: str, past: Sequence[Past], today: date, days: int) -> bool:
    since = today - timedelta(days=days - 1)
    return any(MOVEMENTS[name]["family"] == family for each in past if each.day >= since for name in parts(each.what))


def lead(past: Sequence[Past], family: str, today: date) -> float:
    """Seconds by which the left had more of a family within seven days."""
    return sum(
        bout.moved.left - bout.moved.right
        for each in past
        if (today - each.day).days < 7
        for bout in each.did
        if MOVEMENTS[bout.movement]["family"] == family
    )
