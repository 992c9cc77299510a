"""The settings last in force, kept beside the file: a typo must not throw somebody back to the defaults at the
next login, nor make the command line show other values than the running program goes by.
"""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec

from deskbreak.settings.atomic import replace_text
from deskbreak.settings.file import load
from deskbreak.settings.read import Loaded
from deskbreak.settings.schema import DEFAULTS, Settings

log = logging.getLogger(__name__)


def load_lasting(file: Path, good_file: Path) -> Loaded:
    """The settings of this file; where it is mistaken, those that were last in force hold."""
    loaded = load(file)
    return load(file, good=_kept(good_file)) if loaded.mistakes else loaded


def keep_good(settings: Settings, good_file: Path) -> None:
    """Keep what is in force now."""
    if _kept(good_file) == settings and good_file.exists():
        return
    try:
        replace_text(good_file, msgspec.json.encode(settings).decode())
    except OSError as error:
        log.warning("the last good settings are not kept: %s", error)


def _kept(good_file: Path) -> Settings:
    try:
        return msgspec.json.decode(good_file.read_bytes(), type=Settings)
    except FileNotFoundError:
        return DEFAULTS
    except (OSError, ValueError) as error:
        log.info("the last good settings cannot be read: %s", error)
        return DEFAULTS
