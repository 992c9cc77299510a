"""config/safety.toml: the conditions, what they withhold, and what needs somebody else than deskbreak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from deskbreak.core.movement import Contraindications
from deskbreak.library.described import described, mistakes_in
from deskbreak.library.mistake import Mistake, Said, Slip, unknown
from deskbreak.library.reading import is_id
from deskbreak.words import _

FILE: Final = "safety.toml"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that may be asked of a person, and the note that goes with it."""

    id: str
    label: str
    ask: str
    note: str


@dataclass(frozen=True, slots=True)
class RedFlags:
    """Signs that need a professional. While `locks` holds, there are plain breaks only; else the gentle level."""

    level: str
    heading: str
    text: str
    locks: bool
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainBreak:
    """What is said while movements are locked, and what somebody has to say to have them again."""

    title: str
    unlock: str


@dataclass(frozen=True, slots=True)
class StopSignals:
    """When to stop any movement, what is fine, and all of it in one line."""

    heading: str
    signs: tuple[str, ...]
    fine: str
    line: str


@dataclass(frozen=True, slots=True)
class BallCard:
    """What to know before pressing on a ball, shown again after so many days."""

    title: str
    text: tuple[str, ...]
    again_days: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """A letter for each condition in `columns`: x withheld, c care, . nothing."""

    columns: tuple[str, ...]
    rows: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SafetySource:
    """Where a part of the file comes from."""

    of: str
    title: str
    supports: str


@dataclass(frozen=True, slots=True)
class Safety:
    """The whole file."""

    conditions: tuple[Condition, ...]
    matrix: Matrix
    red_flags: tuple[RedFlags, ...]
    plain_break: PlainBreak
    stop_signals: StopSignals
    ball_card: BallCard
    sources: tuple[SafetySource, ...]

    def withheld(self) -> dict[str, Contraindications]:
        """The matrix by movement."""
        return {
            movement: Contraindications(
                *(
                    tuple(name for name, said in zip(self.matrix.columns, row.split(), strict=True) if said == letter)
                    for letter in "xc"
                )
            )
            for movement, row in self.matrix.rows.items()
        }

    def condition_ids(self) -> frozenset[str]:
        return frozenset(condition.id for condition in self.conditions)


def safety(config: Path) -> Safety:
    """The safety of a configuration folder, in the user's language. DeskbreakError when it cannot be used."""
    return _translated(described(config / FILE, Safety))


def _translated(read: Safety) -> Safety:
    plain, stop, ball = read.plain_break, read.stop_signals, read.ball_card
    return replace(
        read,
        conditions=tuple(Condition(each.id, _(each.label), _(each.ask), _(each.note)) for each in read.conditions),
        red_flags=tuple(
            replace(flags, heading=_(flags.heading), text=_(flags.text), signs=tuple(map(_, flags.signs)))
            for flags in read.red_flags
        ),
        plain_break=PlainBreak(_(plain.title), _(plain.unlock)),
        stop_signals=StopSignals(_(stop.heading), tuple(map(_, stop.signs)), _(stop.fine), _(stop.line)),
        ball_card=BallCard(_(ball.title), tuple(map(_, ball.text)), ball.again_days),
    )


def mistakes(file: str) -> Iterator[Mistake]:
    """All that is wrong with this file."""
    return mistakes_in(file, Safety, _slips)


def _slips(whole: Safety) -> Iterator[Slip]:
    for name, rule in RULES.items():
        for key, text in rule(whole):
            yield Slip(key, name, text)


def _ids(safety: Safety) -> Said:
    for id, times in Counter(condition.id for condition in safety.conditions).items():
        if times > 1 or not is_id(id):
            yield "conditions", _('"{id}" stands there twice, or is no id.').format(id=id)
    for number, condition in enumerate(safety.conditions, start=1):
        if not condition.ask.endswith("?"):
            yield f"conditions[{number}].ask", _("this is no question.")


def _matrix(safety: Safety) -> Said:
    columns = safety.matrix.columns
    for id in safety.condition_ids() ^ frozenset(columns):
        yield "matrix.columns", unknown(id, safety.condition_ids() & frozenset(columns))
    for movement, row in safety.matrix.rows.items():
        letters = str(row).split()
        if len(letters) != len(columns) or not {*letters} <= {*"xc."}:
            text = _("there must be one of x, c and . for each of the {n} columns.")
            yield f"matrix.rows.{movement}", text.format(n=len(columns))


def _red_flags(safety: Safety) -> Said:
    if len({flags.level for flags in safety.red_flags}) != len(safety.red_flags):
        yield "red_flags", _("a level stands there twice.")
    for number, flags in enumerate(safety.red_flags, start=1):
        if not flags.signs:
            yield f"red_flags[{number}].signs", _("this is empty.")


def _sources(safety: Safety) -> Said:
    told = {source.of for source in safety.sources}
    for part in ("matrix", "red_flags", "stop_signals", "ball_card"):
        if part not in told:
            yield "sources", _("there is none of {part}.").format(part=part)


RULES: Final[dict[str, Callable[[Safety], Said]]] = {
    "ids": _ids,
    "matrix": _matrix,
    "red-flags": _red_flags,
    "sources": _sources,
}
