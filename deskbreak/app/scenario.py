"""Reads a scenario for `deskbreak simulate`: a day at a desk, told in TOML. docs/simulate.md has the language."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import msgspec

from deskbreak.app.happenings import (
    Answer,
    Choice,
    Clock,
    Guide,
    Happening,
    Happens,
    Kill,
    Meeting,
    Pause,
    Resume,
    Run,
    Suspend,
    Walk,
    Zone,
)
from deskbreak.app.scenario_values import LONGEST, length, local_time, repeated, table, time_of_day, zone
from deskbreak.core.calendar import Local, moment
from deskbreak.core.wallclock import EARLIEST, LATEST
from deskbreak.errors import DeskbreakError
from deskbreak.settings import file as settings_file
from deskbreak.settings.schema import Settings
from deskbreak.words import _

KINDS = {kind.__struct_config__.tag: kind for kind in get_args(Happens)}
ANY_DAY = datetime.fromisoformat("2000-01-01")
"""Where the start cannot be read, the rest is looked through all the same."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A day to play: from `start` to `end` (seconds since the epoch), what happens in between in order of time."""

    start: float
    end: float
    local: Local
    settings: Settings
    happenings: tuple[tuple[float, Happens], ...]


def read(file: Path) -> Scenario:
    """The scenario of this file; DeskbreakError with every mistake that is in it."""
    try:
        tables = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(file, [_in_words(error)]) from error
    reading = _Reading()
    scenario = reading.scenario(tables)
    if reading.mistakes:
        raise _refused(file, reading.mistakes)
    return scenario


class _Reading:
    """Gathers mistakes while it reads."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def scenario(self, tables: dict[str, Any]) -> Scenario:
        for name in tables.keys() - {"start", "end", "timezone", "settings", "at"}:
            self.mistakes.append(_("{name} is not known here").format(name=repr(name)))
        local = self._try(lambda: zone(str(tables.get("timezone", "UTC")))) or zone("UTC")
        loaded = settings_file.read(self._try(lambda: table(tables.get("settings", {}))) or {})
        self.mistakes += (*loaded.mistakes, *loaded.warnings)
        first = self._try(lambda: local_time(tables.get("start"), None, "start")) or ANY_DAY
        last = self._try(lambda: local_time(tables.get("end"), None, "end")) or first
        start, end = moment(local, first), moment(local, last)
        if end < start:
            self.mistakes.append(_("end lies before start"))
        if not EARLIEST + LONGEST < start <= end < LATEST - LONGEST:
            self.mistakes.append(_("only the years from 1971 to 2997 can be played"))
        entries = self._entries(tables)
        happenings = chain.from_iterable(self._happenings(number, entry, local, first) for number, entry in entries)
        in_order = sorted(happenings, key=lambda each: each[0])
        if in_order and in_order[0][0] < start:
            self.mistakes.append(_("something happens before start"))
        self.mistakes += _unheard(in_order, local)
        return Scenario(start, end, local, loaded.settings, tuple(in_order))

    def _entries(self, tables: dict[str, Any]) -> list[tuple[int, Any]]:
        entries = tables.get("at", [])
        if not isinstance(entries, list):
            self.mistakes.append(_("at must be written [[at]]"))
            return []
        return list(enumerate(entries, start=1))

    def _happenings(self, number: int, entry: Any, local: Local, first: datetime) -> list[tuple[float, Happens]]:
        def read() -> list[tuple[float, Happens]]:
            keys = dict(table(entry))
            shown = local_time(keys.pop("time", None), first.date(), "time")
            times = list(repeated(shown, keys.pop("every", None), keys.pop("times", None)))
            happening = _converted(keys)
            _check(happening)
            return [(moment(local, time), happening) for time in times]

        return self._try(read, _("at number {number}: ").format(number=number)) or []

    def _try(self, call: Callable[[], Any], where: str = "") -> Any:
        try:
            return call()
        except ValueError as error:
            self.mistakes.append(f"{where}{error}")
            return None


def _converted(table: dict[str, Any]) -> Happens:
    """What happens by these keys. ValueError in words for people."""
    do = table.get("do")
    if do not in KINDS:
        near = get_close_matches(str(do), KINDS, n=1)
        more = _("; did you mean {near}?").format(near=near[0]) if near else ""
        raise ValueError(_("do = {do} is not known").format(do=repr(do)) + more)
    fields = _fields(KINDS[do])
    for key in table.keys() - fields - {"do"}:
        raise ValueError(_("{do} has no key {key}").format(do=do, key=repr(key)))
    for name, field in fields.items():
        if field.required and name not in table:
            raise ValueError(_("{do} needs the key {key}").format(do=do, key=name))
    try:
        # By its own kind: for all of them together the choice would be prepared anew each time.
        happening: Happens = msgspec.convert(table, KINDS[do])
        return happening
    except msgspec.ValidationError as error:
        raise ValueError(_("{do}: {reason}").format(do=do, reason=error)) from error


@cache
def _fields(kind: type[Happening]) -> dict[str, msgspec.structs.FieldInfo]:
    """The keys of a kind of happening."""
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _check(happening: Happens) -> None:
    """What its types cannot say. ValueError tells what is wrong."""
    match happening:
        case Pause(str(), str()):
            raise ValueError(_("a pause is either for so long or until then"))
        case Pause(str(text)) | Meeting(text):
            if not 0 < length(text) <= LONGEST:
                raise ValueError(_("{text} is no length that can be used").format(text=repr(text)))
        case Pause(until=str(text)) if text != "tomorrow":
            time_of_day(text)
        case Clock(by=text):
            length(text)
        case Zone(to=name):
            zone(name)
        case Answer(value, float()) if value != "snooze":
            raise ValueError(_("only a snooze has minutes"))
        case Answer(minutes=float(n)) | Guide(seconds=float(n)) | Walk(float(n)) if not 0 < n <= LONGEST:
            raise ValueError(_("{n} is no number that can be used").format(n=n))
        case _:
            pass


def _unheard(happenings: list[tuple[float, Happens]], local: Local) -> Iterator[str]:
    """What is chosen while deskbreak does not run, or its machine sleeps."""
    runs = awake = True
    for at, happening in happenings:
        match happening:
            case Kill():
                runs = False
            case Suspend():
                awake = False
            case Resume():
                awake = True
            case Run():
                runs = awake = True
            case _ if isinstance(happening, Choice) and not (runs and awake):
                yield _("nothing can be chosen at {time}, as deskbreak does not run then").format(time=local(at))
            case _:
                pass


def _in_words(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8 text")
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def _refused(file: Path, mistakes: list[str]) -> DeskbreakError:
    return DeskbreakError(
        _("{file} cannot be played: {mistakes}").format(file=file, mistakes="; ".join(mistakes)),
        _("docs/simulate.md tells what a scenario may say."),
    )
