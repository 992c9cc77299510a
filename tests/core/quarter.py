"""A quarter of working days for many sorts of people, and what the policy made of it.

`python -m tests.core.quarter` prints it for all of them, `python -m tests.core.quarter office "sore left"` for some.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from deskbreak.core.breaks import Outcome
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.decisions import GENTLE_FROM
from deskbreak.core.filters import VARIETY, drops
from deskbreak.core.movement import Side
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Place, Profile, RedFlag
from deskbreak.core.safety import ACUTE, THINGS, limits, locked
from deskbreak.core.situation import Situation
from deskbreak.core.targets import PROGRAMMES, TARGETS, WALK_SECONDS, walked
from deskbreak.explain_choice import TERMS, because
from tests.core.living import Lived, Person, live, skips_all, takes_some, working_days
from tests.core.oracle_policy import unsafe
from tests.core.policy_library import CONDITIONS, LIBRARY

DAYS = 65
OFFICE = Profile()
AT_HOME = Profile(places=(Place.HOME,) * 7, floor_ok=True, level_max=2, equipment=frozenset(THINGS) - {"ball"})
WITH_BALL = replace(AT_HOME, equipment=frozenset(THINGS))
WALKS = frozenset({"walk-break", "daily-walk"})


def has(*conditions: str, profile: Profile = OFFICE) -> Profile:
    return replace(profile, answers=dict.fromkeys(conditions, Answer.YES))


PEOPLE = (
    Person("office", OFFICE),
    Person("home", AT_HOME),
    Person("home with a ball", WITH_BALL),
    Person("office and home", replace(AT_HOME, places=(*[Place.OFFICE] * 3, *[Place.HOME] * 4))),
    Person("quiet office", replace(OFFICE, quiet=True)),
    Person("sore left", replace(AT_HOME, sore=Side.LEFT)),
    Person("sore right, some of it", replace(WITH_BALL, sore=Side.RIGHT), takes_some),
    Person("pregnant", has("pregnant", profile=WITH_BALL)),
    Person("osteoporosis", has("osteoporosis", profile=WITH_BALL)),
    Person("kidney trouble", has("kidney-trouble", profile=WITH_BALL)),
    Person("recent surgery", has("recent-surgery")),
    Person("hip and dizzy", has("hip-replacement", "dizzy-balance", profile=AT_HOME)),
    Person("cannot stand", replace(OFFICE, can_stand=False)),
    Person("cannot stand, at home", replace(WITH_BALL, can_stand=False)),
    Person("long meetings", OFFICE, meetings=frozenset({5, 11}), calls=frozenset({2, 8})),
    Person("skips everything", OFFICE, skips_all),
    Person("acute pain", has("acute-pain")),
    Person("bad Wednesdays", AT_HOME, check_ins={2: 8, 3: 5}),
    Person("prefers not to say", replace(WITH_BALL, answers=dict.fromkeys(CONDITIONS, Answer.UNSAID))),
    Person("red flag", replace(OFFICE, red_flag=RedFlag.SAME_DAY)),
    Person("red flag, soon", replace(AT_HOME, red_flag=RedFlag.SOON)),
    Person("thirty seconds", replace(OFFICE, budget=30)),
    Person("thirty seconds, some", replace(WITH_BALL, budget=30, sore=Side.LEFT), takes_some),
    Person("stretches too much", OFFICE, too_much=frozenset({"standing-ql-stretch", "seated-side-bend"})),
)


@dataclass(frozen=True)
class Quarter:
    """What a quarter was like."""

    person: Person
    breaks: Sequence[Lived]

    @property
    def kept(self) -> list[Past]:
        return [lived.kept for lived in self.breaks if lived.kept]

    def families(self) -> list[int]:
        """How many families each day was offered."""
        named: dict[date, set[str]] = {day: set() for day in working_days(DAYS)}
        for lived in self.breaks:
            named[lived.context.today] |= {part.family for part in LIBRARY.parts(lived.choice.what or "")}
        return [len(families) for families in named.values()]

    def withheld(self) -> int:
        """How often something was suggested that must not be, by a second reading of the rules."""
        return sum(bool(unsafe(lived.choice, self.person.profile, lived.context, lived.past)) for lived in self.breaks)

    def eligible(self) -> int:
        """The fewest movements there were on any day, with nothing before it, late in the morning."""
        return min(eligible(self.person, day) for day in self.days().values())

    def days(self) -> dict[date, list[Lived]]:
        """The breaks of each day."""
        found: dict[date, list[Lived]] = {}
        for lived in self.breaks:
            found.setdefault(lived.context.today, []).append(lived)
        return found

    def difference(self) -> tuple[float, str]:
        """The most by which the sides of a family ever differed within seven days, and the family."""
        return max(((abs(seconds), family) for family, seconds in self._differences()), default=(0.0, ""))

    def _differences(self) -> list[tuple[str, float]]:
        bouts = [
            (each.day, LIBRARY.movements[bout.movement].family, bout.moved.left - bout.moved.right)
            for each in self.kept
            for bout in each.did
        ]
        found: list[tuple[str, float]] = []
        for day in working_days(DAYS):
            ahead: dict[str, float] = defaultdict(float)
            for on, family, seconds in bouts:
                if 0 <= (day - on).days < 7:
                    ahead[family] += seconds
            found += ahead.items()
        return found

    def weeks(self) -> dict[str, int]:
        """By target, in how many of the thirteen weeks it was reached."""
        weeks: dict[str, list[set[date]]] = {target.id: [set() for _ in range(DAYS // 5)] for target in TARGETS}
        first = working_days(1)[0]
        for each in self.kept:
            for bout in each.did:
                movement = LIBRARY.movements[bout.movement]
                for target in TARGETS:
                    if target.of in (movement.id, movement.kind):
                        weeks[target.id][(each.day - first).days // 7].add(each.day)
        return {target.id: sum(len(days) >= target.goal for days in weeks[target.id]) for target in TARGETS}

    def evenings(self) -> list[int]:
        """By programme, how often an evening was offered it."""
        offered = [lived.choice.what for lived in self.breaks if lived.choice.reason is Reason.WEEKLY]
        return [sum(what in programme.routines for what in offered) for programme in PROGRAMMES]

    def walk_days(self) -> int:
        """On how many days the walking reached its target."""
        kept = self.kept
        return sum(walked(kept, WALKS, day) >= WALK_SECONDS for day in working_days(DAYS))


def eligible(person: Person, day: Sequence[Lived]) -> int:
    """How many movements there are for somebody on a day, with nothing before it, late in the morning."""
    if locked(person.profile) or day[0].context.check_in >= GENTLE_FROM or ACUTE in limits(person.profile).conditions:
        return 0
    noon = next(lived.context for lived in day if lived.context.since_first >= 60 and not lived.context.in_call)
    situation = Situation.of(LIBRARY, person.profile, noon, ())
    return sum(not drops(movement, situation, VARIETY) for movement in LIBRARY.movements.values())


@cache
def quarter(person_name: str) -> Quarter:
    """The quarter of the person of this name."""
    person = next(person for person in PEOPLE if person.name == person_name)
    return Quarter(person, tuple(live(person, DAYS)))


def report(quarters: Sequence[Quarter]) -> str:
    """All of them in a table, then one day of each."""
    heads = (
        "",
        "breaks",
        "done",
        "plain",
        "withheld",
        "open",
        "families",
        "sides",
        "walk",
        *(each.id for each in TARGETS),
        "evenings",
    )
    rows = [heads, *map(_row, quarters)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    table = "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    legend = (
        "plain: breaks without a movement; withheld: suggested all the same; open: movements there are, at worst;\n"
        "families: offered a day, least and most; sides: seconds of difference within seven days at worst;\n"
        f"walk: days of {DAYS} with twenty minutes; the rest: weeks of {DAYS // 5} in which the target was reached;\n"
        f"evenings: of {DAYS}, those offered {', '.join(each.id for each in PROGRAMMES)}"
    )
    return "\n".join([table, "", legend, "", *map(_day, quarters)])


def _row(quarter: Quarter) -> tuple[str, ...]:
    families, (difference, family), weeks = quarter.families(), quarter.difference(), quarter.weeks()
    return (
        quarter.person.name,
        str(len(quarter.breaks)),
        str(sum(each.outcome is Outcome.TAKEN for each in quarter.kept)),
        str(sum(lived.choice.what is None for lived in quarter.breaks)),
        str(quarter.withheld()),
        str(quarter.eligible()),
        f"{min(families)}-{max(families)}",
        f"{difference:.0f} {family}" if difference else "0",
        str(quarter.walk_days()),
        *(str(weeks[target.id]) for target in TARGETS),
        "/".join(map(str, quarter.evenings())),
    )


def _day(quarter: Quarter) -> str:
    """The third Wednesday."""
    day = working_days(13)[-1]
    lines = [f"{quarter.person.name}, {day:%A %d %B}:"]
    for lived in quarter.breaks:
        if lived.context.today == day:
            choice = lived.choice
            sides = "/".join(choice.sides) + (" (owes the other)" if choice.owed else "")
            name = choice.movement or choice.routine
            what = f"{name.name if name else 'Plain break':30} {choice.seconds:4.0f} s"
            lines.append(f"  {lived.context.now:%H:%M}  {what}  {sides:22} {_why(choice)}")
    return "\n".join([*lines, ""])


def _why(choice: Choice) -> str:
    """In words; of one that had the most points, what these are for."""
    points = next((each.terms for each in choice.candidates if each.id == choice.what and not each.dropped), {})
    if choice.reason is not Reason.SCORE:
        return because(choice)
    return ", ".join(f"{value:+d} {TERMS[term]}" for term, value in points.items()) or "no points at all"


if __name__ == "__main__":
    names = sys.argv[1:] or [person.name for person in PEOPLE]
    sys.stdout.write(report([quarter(name) for name in names]) + "\n")
