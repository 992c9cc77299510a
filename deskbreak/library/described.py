"""What a file of the library describes, or why it cannot be used."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from deskbreak.errors import DeskbreakError
from deskbreak.library.mistake import Mistake, Slip
from deskbreak.library.reading import Refused, read
from deskbreak.library.shape import made, slips
from deskbreak.words import _

Thing = TypeVar("Thing")


def described(file: str | Path, kind: type[Thing], **more: str) -> Thing:
    """What this file describes, with `more` that it does not say itself. DeskbreakError when it cannot be used."""
    try:
        return made(read(str(file)), kind, **more)
    except (Refused, msgspec.ValidationError) as error:
        raise unusable(file, error) from error


def unusable(file: str | Path, reason: Exception) -> DeskbreakError:
    """What to say of a file, or a folder of them, that the program needs and cannot use."""
    return DeskbreakError(
        _("{file} cannot be used: {reason}").format(file=file, reason=reason),
        _("Install deskbreak again, or put the file right."),
    )


def mistakes_in(file: str, kind: type[Thing], rules: Callable[[Thing], Iterable[Slip]]) -> Iterator[Mistake]:
    """All that is wrong with this file. Its rules are asked only once all of it fits this kind."""
    name = os.path.basename(file)
    try:
        tables = read(file)
    except Refused as refused:
        yield Mistake(name, "", refused.rule, str(refused))
        return
    for slip in tuple(slips(tables, kind)) or rules(made(tables, kind)):
        yield slip.in_file(name)
