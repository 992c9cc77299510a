"""What is committed is current, and every translation is whole."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from babel.messages.catalog import Message

from tests.messages.catalogues import TEMPLATE, languages, mo, po, po_file, read, renewed, said, strings, template
from tests.messages.gathered import CLICK, gathered, in_click

FOUND = list(gathered())
HOLES = re.compile(r"\{[^}]*\}|%\(\w+\)s|%[A-Za-z]|(?<!\w)--\w+|\n")
"""What a translation has to keep: placeholders, the parts of a date, options, paragraphs."""
each_language = pytest.mark.parametrize("language", languages())


def test_the_template_is_current() -> None:
    assert TEMPLATE.read_bytes() == po(template(FOUND)), "run: make messages"


@each_language
def test_a_catalogue_is_current(language: str) -> None:
    catalogue = renewed(FOUND, language)
    assert po_file(language).read_bytes() == po(catalogue), "run: make messages"
    assert po_file(language).with_suffix(".mo").read_bytes() == mo(catalogue), "run: make messages"


def test_there_is_german() -> None:
    assert "de" in languages()


@each_language
def test_every_sentence_is_translated(language: str) -> None:
    assert [message.id for message in said(read(language)) if message.fuzzy or not all(strings(message))] == []


@each_language
def test_a_translation_keeps_what_is_put_into_it(language: str) -> None:
    assert [message.id for message in said(read(language)) if not _keeps(message)] == []


def _keeps(message: Message) -> bool:
    """The last of several is for many; those for fewer need not name the number: "and one more"."""
    one, many = (message.id, message.id) if isinstance(message.id, str) else (message.id[0], message.id[-1])
    *few, last = strings(message)
    held = set(HOLES.findall(one + many))
    return Counter(HOLES.findall(last)) == Counter(HOLES.findall(many)) and all(
        set(HOLES.findall(each)) <= held for each in few
    )


@pytest.mark.parametrize("message", CLICK)
def test_click_says_so(message: str | tuple[str, str]) -> None:
    assert all(map(in_click, [message] if isinstance(message, str) else message))
