"""Whether the tables of a file have the keys and the kinds of values that a type asks for; every mistake at once."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeVar

import msgspec

from deskbreak.library.mistake import Slip, shown, unknown
from deskbreak.words import _, marked

Thing = TypeVar("Thing")

LARGEST = 1_000_000
"""No number of ours is larger; TOML has some that are too large to be reckoned with."""

_SCALARS: dict[type, str] = {
    str: marked("this must be a text in quotation marks."),
    int: marked("this must be a whole number."),
    float: marked("this must be a number."),
    bool: marked("this must be true or false."),
}


class Keys(NamedTuple):
    """The keys that a table may have, with the type of each, and those that it must have."""

    types: dict[str, Any]
    needed: tuple[str, ...]


@cache
def keys(*kinds: type) -> Keys:
    """The fields of these dataclasses together, as the keys of one table."""
    found: dict[str, Any] = {}
    needed: list[str] = []
    for kind in kinds:
        hints = typing.get_type_hints(kind)
        found |= {field.name: hints[field.name] for field in fields(kind)}
        needed += [
            field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
        ]
    return Keys(found, tuple(needed))


@cache
def strict(*kinds: type) -> type:
    """These dataclasses together as a type of msgspec's that allows no other keys: it says at once whether all fits."""
    wanted = keys(*kinds)
    return msgspec.defstruct(
        kinds[0].__name__,
        [(name, _strict(kind)) if name in wanted.needed else (name, _strict(kind), None)
         for name, kind in sorted(wanted.types.items(), key=lambda entry: entry[0] not in wanted.needed)],
        forbid_unknown_fields=True,
    )  # fmt: skip


def _strict(kind: Any) -> Any:
    if is_dataclass(kind):
        return strict(kind)  # type: ignore[arg-type]
    if kind in (int, float):
        return Annotated[kind, msgspec.Meta(ge=-LARGEST, le=LARGEST)]
    inner = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return tuple[_strict(inner[0]), ...]  # type: ignore[misc]
    return _strict(inner[0]) if type(None) in inner else kind


def file_slips(tables: Mapping[str, Any], *kinds: type) -> Iterator[Slip]:
    """What of a file does not fit these dataclasses. Its id is its name, and stands nowhere inside."""
    if "id" in tables:
        yield Slip("id", "unknown-key", _("the id is the name of the file."))
    tables = {**tables, "id": ""}
    try:
        msgspec.convert(tables, strict(*kinds))
    except msgspec.ValidationError as error:
        found = slips(tables, *kinds)
        yield next(found, Slip("", "kind", str(error)))
        yield from found


def slips(table: Mapping[str, Any], *kinds: type, at: str = "") -> Iterator[Slip]:
    """What of this table does not fit these dataclasses."""
    wanted = keys(*kinds)
    for name in wanted.needed:
        if name not in table:
            yield Slip(at + name, "missing", _("this is missing."))
    for name, value in table.items():
        if name in wanted.types:
            yield from _unfit(value, wanted.types[name], at + name)
        else:
            yield Slip(at + shown(name), "unknown-key", unknown(name, wanted.types))


def made(table: Mapping[str, Any], kind: type[Thing], **more: Any) -> Thing:
    """The dataclass that this table describes. msgspec.ValidationError when it does not fit."""
    return msgspec.convert({**table, **more}, kind)


def fitting(table: Mapping[str, Any], kind: type[Thing], *others: type) -> Thing | None:
    """The dataclass that this table describes, which may hold the keys of the others as well; None when it does not."""
    try:
        msgspec.convert(table, strict(kind, *others))  # type: ignore[arg-type]
    except msgspec.ValidationError:
        return None
    return made(table, kind)


def _unfit(value: object, kind: Any, at: str) -> Iterator[Slip]:
    if kind in _SCALARS:
        if not _fits(value, kind):
            yield _wrong(at, _(_SCALARS[kind]))
        return
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        # What may be left out; TOML has no word for nothing.
        yield from _unfit(value, inner[0], at)
    elif origin is tuple:
        yield from _unfit_list(value, inner[0], at)
    elif origin is not None:
        # The poses: what they hold, their own rule knows better.
        if not isinstance(value, dict):
            yield _wrong(at, _("this must be a table."))
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        if not isinstance(value, str):
            yield _wrong(at, _(_SCALARS[str]))
        elif value not in kind.__members__.values():
            yield Slip(at, "words", unknown(value, kind))
    elif not isinstance(value, dict):
        yield _wrong(at, _("this must be a table."))
    else:
        yield from slips(value, kind, at=f"{at}.")


def _unfit_list(value: object, kind: Any, at: str) -> Iterator[Slip]:
    if not isinstance(value, list):
        yield _wrong(at, _("this must be a list."))
        return
    for number, part in enumerate(value, start=1):
        yield from _unfit(part, kind, f"{at}[{number}]")


def _fits(value: object, kind: type) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return kind in (type(value), float) and -LARGEST <= value <= LARGEST
    return type(value) is kind


def _wrong(at: str, text: str) -> Slip:
    return Slip(at, "kind", text)
