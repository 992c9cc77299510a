"""config/learn.toml: short cards to read, on the muscle that deskbreak is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from deskbreak.core.details import Source
from deskbreak.library.described import described, mistakes_in
from deskbreak.library.mistake import Mistake, Said, Slip
from deskbreak.library.reading import is_id
from deskbreak.library.rules import of_sources, too_long
from deskbreak.library.vocabulary import NOT_SAID
from deskbreak.words import _

FILE: Final = "learn.toml"
MOST_TEXTS: Final = 6
NOT_HERE: Final = NOT_SAID - {"pain", "pains", "painful"}
"""A notice is seen by whoever passes; a card is read by somebody who wants to know."""


@dataclass(frozen=True, slots=True)
class Card:
    """One screen of it."""

    id: str
    title: str
    text: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Learn:
    """The whole file; `last` stands below each card."""

    last: str
    card: tuple[Card, ...]


def learn(config: Path) -> Learn:
    """The cards of a configuration folder, in the user's language. DeskbreakError when they cannot be used."""
    found = described(config / FILE, Learn)
    return Learn(_(found.last), tuple(map(_translated, found.card)))


def _translated(card: Card) -> Card:
    sources = tuple(replace(source, supports=_(source.supports)) for source in card.sources)
    return Card(card.id, _(card.title), tuple(map(_, card.text)), sources)


def mistakes(file: str) -> Iterator[Mistake]:
    """All that is wrong with this file."""
    return mistakes_in(file, Learn, _slips)


def _slips(whole: Learn) -> Iterator[Slip]:
    for id, times in Counter(card.id for card in whole.card).items():
        if times > 1 or not is_id(id):
            yield Slip("card", "one-id", _('"{id}" stands there twice, or is no id.').format(id=id))
    yield from (Slip("last", "text-length", text) for _key, text in too_long("text", (whole.last,)))
    yield from (Slip("last", "words", text) for _key, text in _unsaid("last", whole.last))
    for card in whole.card:
        for name, rule in RULES.items():
            yield from (Slip(f"card {card.id}.{key}", name, text) for key, text in rule(card))


def _text_length(card: Card) -> Said:
    yield from too_long("title", (card.title,))
    yield from too_long("text", card.text)
    if not 1 <= len(card.text) <= MOST_TEXTS or not all(map(str.strip, (card.title, *card.text))):
        yield "text", _("there must be a title and 1 to {most} texts, none of them empty.").format(most=MOST_TEXTS)


def _words(card: Card) -> Said:
    yield from _unsaid("title", card.title)
    for text in card.text:
        yield from _unsaid("text", text)


def _unsaid(key: str, text: str) -> Said:
    if "!" in text or NOT_HERE & {*re.findall(r"[a-z-]+", text.lower())}:
        yield key, _("no exclamation marks, orders, blame, promises or fear.")


RULES: Final[dict[str, Callable[[Card], Said]]] = {
    "text-length": _text_length,
    "words": _words,
    "sources": lambda card: of_sources(card.sources),
}
