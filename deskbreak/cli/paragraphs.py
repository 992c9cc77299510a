"""Sentences as a terminal takes them: broken between words, where it would break them in the middle of one."""

from __future__ import annotations

import re
import shutil
import sys
from textwrap import wrap

import click

BEGINNING = re.compile(r" *(?:- |\d+\. )?")
"""What the further lines of a point in a list stand to the right of."""
NARROWEST = 20


def tell(text: str) -> None:
    """Say it, as wide as the terminal; into a file or a pipe each line is written as it is."""
    click.echo(broken(text))


def broken(text: str) -> str:
    """The text with the line breaks that it needs here."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    # Not the last column: some terminals go to the next line there by themselves.
    width = max(NARROWEST, shutil.get_terminal_size().columns - 1)
    return "\n".join(_fitted(line, width) for line in text.split("\n"))


def _fitted(line: str, width: int) -> str:
    begun = BEGINNING.match(line)
    hang = " " * (begun.end() if begun else 0)
    # What is longer than a line is an address or a file's name: broken, it could not be copied.
    return "\n".join(wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False))
