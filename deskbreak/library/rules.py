"""Rules that more than one kind of file keeps: each yields the key, and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from deskbreak.core.details import Source
from deskbreak.core.safety import EVERYBODY_HAS, THINGS, named
from deskbreak.library.mistake import Said, shown, unknown
from deskbreak.library.vocabulary import BODY_WORDS, LONGEST, NOT_SAID, WORDS
from deskbreak.words import _

HOLES: Final = re.compile(r"\{(?:side|other)\}")
"""What a step may leave open; the longest word for it is "right"."""


def in_notices(name: str | None) -> Said:
    """What is wrong with what notices call something: others may read it."""
    if name is None:
        return
    if not name.strip():
        yield "notice_name", _("this is empty.")
    if found := sorted({*re.findall("[a-z]+", name.lower())} & (BODY_WORDS | NOT_SAID)):
        yield "notice_name", _('"{text}" is not for a notice: others may read it.').format(text=found[0])


def too_long(key: str, said: Sequence[str]) -> Said:
    """Those of these texts that have too many characters, or are not one line."""
    most = LONGEST[key]
    for text in said:
        if len(text) > most and (length := len(HOLES.sub("right", text))) > most:
            yield (
                key,
                _('"{text}" has {length} characters; {most} is the most.').format(
                    text=shown(text), length=length, most=most
                ),
            )
        if "\n" in text or "\t" in text:
            yield key, _('"{text}" must be one line, without tabs.').format(text=shown(text))


def unknown_things(equipment: Sequence[str]) -> Said:
    """Nobody can say that they have something that is not known, so that it would never be suggested."""
    for phrase in equipment:
        if phrase != "none" and not named(phrase):
            text = _('"{text}" names nothing that is known: none, {known}.')
            yield "equipment", text.format(text=shown(phrase), known=", ".join((*THINGS, *EVERYBODY_HAS)))


def out_of(number: float, low: float, high: float) -> str:
    """Says that this number is too small or too large."""
    return _("{number} is not between {low} and {high}.").format(number=str(number)[:20], low=low, high=high)


def of_sources(sources: Sequence[Source]) -> Said:
    """What is wrong with these."""
    if not sources:
        yield "sources", _("there is none; say where it comes from.")
    for number, source in enumerate(sources, start=1):
        at = f"sources[{number}]"
        if source.type not in WORDS["sources.type"]:
            yield f"{at}.type", unknown(source.type, WORDS["sources.type"])
        if not source.supports.strip():
            yield f"{at}.supports", _("this is empty.")
        if source.type == "seed" and not source.ref:
            yield f"{at}.ref", _("this is missing.")
        if source.type == "public" and not source.title:
            yield f"{at}.title", _("this is missing.")
        if source.type == "public" and not re.match(r"https?://[^\s/]+", source.url or ""):
            yield f"{at}.url", _("there must be an address here: https://…")
