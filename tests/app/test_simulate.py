"""A played day names what the real program names: the same answers, at the same moments, to both of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from deskbreak.app import happenings as happen
from deskbreak.app.cards import BALL
from deskbreak.app.happenings import Happens
from deskbreak.app.scenario import Scenario
from deskbreak.app.simulate import Play
from deskbreak.core.events import RulesChanged
from deskbreak.core.state import Phase
from deskbreak.core.timeline import duration
from deskbreak.settings.meaning import profile, rules
from deskbreak.settings.person import Conditions
from deskbreak.settings.schema import Settings
from tests.app.inside import Inside
from tests.offered import LIBRARY

NO = dict.fromkeys(Conditions.__struct_fields__, "no") | {"red_flag": "none"}
AT_HOME = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), "home")
ALL = {"floor_ok": True, "level_max": 2, "equipment": ["chair", "desk", "mat", "wall", "door frame", "ball"]}
PEOPLE: dict[str, dict[str, Any]] = {
    "default": {},
    "at home": {"movements": ALL, "place": AT_HOME, "conditions": NO},
    "sore right": {"movements": ALL | {"sore_side": "right"}, "place": AT_HOME, "conditions": NO},
    "little time": {"movements": {"budget_seconds": 30}},
    "cannot stand": {"movements": {"can_stand": False}},
    "pregnant": {"conditions": NO | {"pregnant": "yes"}},
    "acute pain": {"conditions": NO | {"acute_pain": "yes"}},
    "warning sign": {"conditions": {"red_flag": "emergency"}},
}
ANSWERS = (
    "start",
    "start",
    "done",
    "another",
    "skip",
    "start",
    "snooze",
    "too-much",
    "walk",
    "nothing",
    "start",
    "next",
)
"""What is done about one reminder after the other."""
BREAKS = 26


@dataclass
class Lived:
    """A day with the real program, and the same as it is told in a scenario."""

    settings: Settings
    inside: Inside = field(default_factory=lambda: Inside(LIBRARY))
    named: list[tuple[str, tuple[str, ...], int]] = field(default_factory=list)
    happenings: list[tuple[float, Happens]] = field(default_factory=list)

    @property
    def wall(self) -> float:
        return self.inside.clock.wall()

    def happens(self, what: Happens) -> None:
        self.happenings.append((self.wall, what))

    def live(self) -> None:
        inside = self.inside
        # Whoever plays a day knows what to know before they start.
        inside.cards.was_read(BALL)
        inside.profile = profile(self.settings)
        inside.runtime.post(RulesChanged(rules(self.settings)))
        for number in range(BREAKS):
            self._until_asked()
            inside.passes(0.5)
            getattr(self, f"_{ANSWERS[number % len(ANSWERS)].replace('-', '_')}")()

    def _until_asked(self) -> None:
        while self.inside.runtime.view().phase is not Phase.PROMPTED:
            assert not self.inside.runtime.view().capped
            self.inside.passes(0.25)
        self._name()

    def _name(self) -> None:
        given = self.inside.given.suggestion
        assert given is not None
        self.named.append((given.id, tuple(given.sides), round(duration(given))))

    def _answer(self, value: str) -> None:
        self.happens(msgspec.convert({"do": "answer", "value": value}, happen.Answer))
        self.inside.ask({"do": value})

    def _start(self) -> None:
        self._answer("start")
        given = self.inside.given.suggestion
        assert given is not None
        self.inside.passes(duration(given) / 60)
        self.happens(happen.Guide("taken"))
        assert self.inside.runtime.view().phase is Phase.WORKING

    def _done(self) -> None:
        self._answer("done")

    def _skip(self) -> None:
        self._answer("skip")

    def _snooze(self) -> None:
        self._answer("snooze")
        self._until_asked()
        self.inside.passes(0.5)
        self._start()

    def _another(self) -> None:
        if self.inside.profile.red_flag is None:
            self.happens(happen.Another())
            self.inside.ask({"do": "another"})
            self._name()
        self._start()

    def _too_much(self) -> None:
        if self.inside.profile.red_flag is not None:
            self._start()
            return
        self._answer("start")
        self.inside.passes(0.25)
        self.happens(happen.TooMuch())
        self.inside.ask({"do": "too-much"})

    def _walk(self) -> None:
        self.happens(happen.Walk(9.0))
        self.inside.ask({"do": "walk", "seconds": 540})
        self._start()

    def _next(self) -> None:
        self._answer("skip")
        for what in [offer.suggestion.id for offer in self.inside.given.offers() if not offer.care][5:6]:
            self.happens(happen.Choose(what))
            self.inside.ask({"do": "next", "movement": what})

    def _nothing(self) -> None:
        self.inside.passes(5)


def played(lived: Lived, began: float) -> Iterator[tuple[str, tuple[str, ...], int]]:
    scenario = Scenario(
        began,
        lived.wall,
        lambda wall: datetime.fromtimestamp(wall, UTC).replace(tzinfo=None),
        lived.settings,
        tuple(lived.happenings),
    )
    for line in Play(scenario).lines():
        if line["did"] in ("prompt", "repeat", "another"):
            yield line["movement"], tuple(line["sides"]), line["seconds"]


@pytest.mark.parametrize("person", PEOPLE)
def test_it_names_what_the_program_names(person: str) -> None:
    lived = Lived(msgspec.convert({"reminder": {"daily_cap": 200}} | PEOPLE[person], Settings))
    began = lived.wall
    with closing(lived.inside.store):
        lived.live()
        assert list(played(lived, began)) == lived.named
    assert len({name for name, _sides, _seconds in lived.named}) >= (1 if person == "warning sign" else 4)
