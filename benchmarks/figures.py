"""What a benchmark found: figures by name, each with its budget and beside a floor, as lines to read and as data."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    """A limit, as the design states it, on the median; with `each`, on every single value.

    With `least` it is what there has to be at least.
    """

    said: str
    limit: float
    each: bool = False
    least: bool = False

    def verdict(self, values: Sequence[float]) -> str:
        """Whether these values keep it."""
        if not values:
            return "not measured"
        if all(map(self._keeps, values)):
            return "met"
        if not self._keeps(statistics.median(values)):
            return "not met"
        return "met by the median, not by the most" if self.each else "met"

    def _keeps(self, value: float) -> bool:
        return value >= self.limit if self.least else value <= self.limit


@dataclass(frozen=True)
class Row:
    """One figure, measured several times."""

    name: str
    values: Sequence[float]
    budget: Budget | None = None
    floor: Sequence[float] = ()
    """What it stands beside, where that is not the section's: a row in another unit has its own."""


@dataclass(frozen=True)
class Section:
    """What one benchmark found. The rows are in one unit, but for those with a floor of their own.

    `floor` names the row that the others stand beside, or says what their own floors are.
    """

    title: str
    rows: Sequence[Row]
    floor: str = ""
    digits: int = 0
    notes: Sequence[str] = ()

    def lines(self) -> Iterator[str]:
        """The section for people."""
        yield self.title
        width = max(len(row.name) for row in self.rows) + 2
        head = f"/ {self.floor}" if self.floor else ""
        yield f"  {'':<{width}}{'':<26}{head:>16}   budget"
        for row in self.rows:
            budget = f"{row.budget.said}: {row.budget.verdict(row.values)}" if row.budget else ""
            cells = f"  {row.name:<{width}}{spread(row.values, self.digits):<26}{self._ratio(row):>16}   {budget}"
            yield cells.rstrip()
        yield from (f"  {note}" for note in self.notes)

    def data(self) -> dict[str, object]:
        """The section for programs."""
        rows = [
            {"name": row.name, "values": list(row.values)}
            | ({"budget": row.budget.said, "verdict": row.budget.verdict(row.values)} if row.budget else {})
            | ({"floor": list(row.floor)} if row.floor else {})
            for row in self.rows
        ]
        return {"title": self.title, "floor": self.floor, "rows": rows, "notes": list(self.notes)}

    def _ratio(self, row: Row) -> str:
        """A row's median beside the floor's."""
        floor = row.floor or next((each.values for each in self.rows if each.name == self.floor), ())
        if row.name == self.floor or not (row.values and floor and statistics.median(floor) > 0):
            return ""
        return f"{statistics.median(row.values) / statistics.median(floor):.2f}"


def spread(values: Sequence[float], digits: int) -> str:
    """Median, least and most; of one value only that."""
    if len(values) < 2:
        return f"{values[0]:.{digits}f}" if values else "-"
    middle, least, most = (f"{value:.{digits}f}" for value in (statistics.median(values), min(values), max(values)))
    return f"{middle} ({least}-{most})"


def machine() -> str:
    """Where this was measured."""
    return f"{platform.system()} {platform.release()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
