"""Files of a library to try things on: ours, with something changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from deskbreak import places

CONFIG = places.shipped("config")
SAFE_ROUTINE = """\
name = "A moment up"
context = "standing"
transition_s = 5

[[items]]
movement = "stand-and-shift"
side = "both"
seconds = 30
"""


def shipped(id: str, folder: str = "movements") -> str:
    """The text of one of our files."""
    return (CONFIG / folder / f"{id}.toml").read_text(encoding="utf-8")


def edited(id: str, changed: Mapping[str, str], folder: str = "movements") -> str:
    """The text of one of our files, in which the first statements of these keys read otherwise; "" leaves one out."""
    text = shipped(id, folder)
    for key, value in changed.items():
        new = f"{key} = {value}\n" if value else ""
        statement = re.compile(rf"^{key} = (?:\[\n(?: .*\n)*\]|.*)\n", re.MULTILINE)
        found = statement.search(text)
        assert found is not None, key
        text = text[: found.start()] + new + text[found.end() :]
    return text


def written(folder: Path, name: str, text: str) -> Path:
    """A file of this name in the folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file
