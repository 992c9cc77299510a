"""Reads movements and messages from the shipped configuration folder, in the user's language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from deskbreak.core.effects import Asking
from deskbreak.core.movement import Movement
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Message:
    """The title of a prompt. `sat_minutes`: only true after so many minutes of sitting."""

    id: str
    asking: Asking
    title: str
    sat_minutes: int | None = None


def movements(config: Path) -> tuple[Movement, ...]:
    """All movements of a configuration folder, in order of their file names. The id is the file's name."""
    return tuple(map(_movement, sorted((config / "movements").glob("*.toml"))))


def plain_break(config: Path) -> Movement:
    """A break without a movement, for when none is to be offered."""
    return _movement(config / "plain.toml")


def messages(config: Path) -> tuple[Message, ...]:
    """All prompt titles of a configuration folder, in the order of the file."""
    file = config / "messages.toml"
    read = (_convert(entry, Message, file) for entry in _read(file)["message"])
    return tuple(replace(message, title=_(message.title)) for message in read)


def _movement(file: Path) -> Movement:
    """The movement of this file, with what is shown of it in the user's language."""
    movement = _convert(_read(file) | {"id": file.stem}, Movement, file)
    return replace(movement, name=_(movement.name), steps=tuple(map(_, movement.steps)))


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(file, error) from error


def _convert(entry: dict[str, Any], kind: type[Item], file: Path) -> Item:
    try:
        return msgspec.convert(entry, kind)
    except msgspec.ValidationError as error:
        raise _broken(file, error) from error


def _broken(file: Path, error: Exception) -> DeskbreakError:
    return DeskbreakError(
        _("{file} cannot be used: {reason}").format(file=file, reason=error),
        _("Install deskbreak again, or put the file right."),
    )
