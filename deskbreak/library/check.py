"""Finds every mistake in a folder of the library."""

from __future__ import annotations

import os
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.library import checkin, learn, messages, safety, together
from deskbreak.library.folder import Found, be_cautious, look_through, whole
from deskbreak.library.load import library
from deskbreak.library.mistake import Mistake, few_guesses
from deskbreak.words import _


@few_guesses()
def check_shipped(config: Path) -> list[Mistake]:
    """What is wrong with what is shipped, or with another folder that is as whole as that."""
    found = look_through(config)
    wrong = [*found.mistakes, *safety.mistakes(str(config / safety.FILE))]
    if not any(mistake.file == safety.FILE for mistake in wrong):
        rules = safety.safety(config)
        wrong += together.mistakes(whole(found, Found(), rules, shipped=True))
        wrong += checkin.mistakes(str(config / checkin.FILE), rules.condition_ids())
    ids = found.movements.keys() | found.routines.keys() | found.unreadable
    said = messages.mistakes(str(config / messages.FILE), ids)
    return [*wrong, *said, *learn.mistakes(str(config / learn.FILE))]


@few_guesses()
def check_folder(folder: Path, config: Path) -> list[Mistake]:
    """What is wrong with a folder of somebody's own, beside what is shipped in `config`."""
    rules, ours = safety.safety(config), library(config)
    found = look_through(folder)
    be_cautious(found, rules)
    return [*found.mistakes, *together.mistakes(whole(found, Found(dict(ours.movements), dict(ours.routines)), rules))]


def check_path(path: Path, config: Path) -> list[Mistake]:
    """What is wrong with this: a whole library, a folder of somebody's own, or one file in such a folder.

    DeskbreakError when it is nothing of that kind.
    """
    if os.path.exists(path / safety.FILE):
        return check_shipped(path)
    if os.path.isdir(path):
        if not any(os.path.lexists(path / folder) for folder in ("movements", "routines")):
            raise _no_library(path)
        return check_folder(path, config)
    folder = path.absolute().parent
    if folder.name not in ("movements", "routines"):
        raise _no_library(path)
    file = f"{folder.name}/{path.name}"
    return [mistake for mistake in check_path(folder.parent, config) if mistake.file == file]


def _no_library(path: Path) -> DeskbreakError:
    return DeskbreakError(
        _("There is no library in {path}.").format(path=path),
        _("Files lie in folders called movements and routines; name the folder that holds these, or one of the files."),
    )
