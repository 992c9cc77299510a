"""What is wrong with a file of the library: where, which rule, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple

from deskbreak.words import _

LONGEST_SHOWN: Final = 40
MOST_TOLD: Final = 20
"""Mistakes of one file; more would not be read."""
MOST_GUESSES: Final = 20
"""Mistakes of one run that say what was probably meant: among thousands of ids, each takes its time."""
Said = Iterator[tuple[str, str]]
"""What one rule has to say: the key, and what is wrong there."""
_guesses: ContextVar[Iterator[int]] = ContextVar("guesses")


class Slip(NamedTuple):
    """What is wrong with a key of a file. `rule` is the short name of what it breaks, the same in every language."""

    key: str
    rule: str
    text: str

    def in_file(self, file: str) -> Mistake:
        return Mistake(file, self.key, self.rule, self.text)


class Mistake(NamedTuple):
    """The same, with its file, told from the folder of the library."""

    file: str
    key: str
    rule: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.text} [{self.rule}]"


def near(value: str, known: Iterable[str], cutoff: float = 0.7) -> str | None:
    """What was probably meant."""
    # Imported here: only a mistake costs the resident program this memory.
    from difflib import get_close_matches

    return next(iter(get_close_matches(value[:80], list(known), n=1, cutoff=cutoff)), None)


@contextmanager
def few_guesses() -> Iterator[None]:
    """One run; outside of any, there is always a guess."""
    before = _guesses.set(iter(range(MOST_GUESSES)))
    try:
        yield
    finally:
        _guesses.reset(before)


def guess(value: str, known: Iterable[str]) -> str | None:
    """What was probably meant, for the first mistakes of a run."""
    left = _guesses.get(None)
    return near(value, known) if left is None or next(left, None) is not None else None


def unknown(value: str, known: Iterable[str]) -> str:
    """Says that this word is not one of those known, and which one was probably meant."""
    known = sorted(known)
    if meant := guess(value, known):
        return _('"{value}" is not known; did you mean "{near}"?').format(value=shown(value), near=meant)
    if len(known) <= 8:
        return _('"{value}" is not known; there are: {known}.').format(value=shown(value), known=", ".join(known))
    return _('"{value}" is not known.').format(value=shown(value))


def shown(text: str, most: int = LONGEST_SHOWN) -> str:
    """What stands in a file or is its name, short and fit for a terminal."""
    cut = text[:most]
    printable = cut if cut.isprintable() else "".join(letter if letter.isprintable() else "?" for letter in cut)
    return printable if len(text) <= most else printable + "…"
