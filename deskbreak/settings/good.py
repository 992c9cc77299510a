"""The last good settings: a copy of the file from when it had no mistakes.

A typo must not throw somebody back to the defaults at the next login.
"""

from __future__ import annotations

import logging
from pathlib import Path

from deskbreak.errors import DeskbreakError
from deskbreak.settings.atomic import replace_text
from deskbreak.settings.file import load, tables_of, text_of
from deskbreak.settings.read import Loaded, read

log = logging.getLogger(__name__)


def load_lasting(file: Path, good_file: Path) -> Loaded:
    """The settings of this file; where it is mistaken, those of the copy hold."""
    loaded = load(file)
    return load(file, good=load(good_file).settings) if loaded.mistakes else loaded


def keep_good(file: Path, good_file: Path) -> None:
    """Copy the file if it has no mistakes and the copy differs; without a file, there is no copy."""
    try:
        text = _text(file)
        if text is None:
            good_file.unlink(missing_ok=True)
        elif not read(tables_of(file, text)).mistakes and text != _copied(good_file):
            replace_text(good_file, text)
    except OSError as error:
        log.warning("the last good settings are not kept: %s", error)
    except DeskbreakError:
        log.debug("%s cannot be read, the copy stays", file)


def _text(file: Path) -> str | None:
    try:
        return text_of(file)
    except FileNotFoundError:
        return None


def _copied(good_file: Path) -> str | None:
    try:
        return _text(good_file)
    except DeskbreakError:
        # Spoilt by whatever: it is written anew.
        return None
