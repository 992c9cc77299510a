"""Reads and writes catalogues so that the same sentences always give the same files.

No dates, no versions, no machine, no line numbers: what changes in them is what a translator has to look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from deskbreak.words import DOMAIN
from tests.messages.gathered import Found
from tests.test_architecture import PACKAGE

LOCALE = PACKAGE / "locale"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
HEADERS = {"Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
"""The others tell when and with what a file was made."""
WIDTH = 120


class Steady(Catalog):
    """A catalogue whose head stays the same."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in super().mime_headers if name in HEADERS]


def languages() -> list[str]:
    """Those that have a catalogue."""
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def po_file(language: str) -> Path:
    """What a translator writes."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def template(found: Iterable[Found]) -> Catalog:
    """The sentences without a translation."""
    return _catalogue(found, None, lambda _message: "")


def renewed(found: Iterable[Found], language: str) -> Catalog:
    """The sentences with the translations that there are. One that is no longer said goes, one that is new waits."""
    there = read(language)

    def kept(message: str | tuple[str, str]) -> Any:
        known = there.get(message)
        # A sentence that goes with a number now, or no longer, is another one.
        return known.string if known is not None and not known.fuzzy and known.id == message else ""

    return _catalogue(found, language, kept)


def read(language: str) -> Catalog:
    """The catalogue as its translator left it; without a file, an empty one."""
    file = po_file(language)
    return read_po(BytesIO(file.read_bytes()) if file.exists() else BytesIO(), locale=language)


def said(catalogue: Catalog) -> list[Message]:
    """Its sentences, without the head."""
    return [message for message in catalogue if message.id]


def strings(message: Message) -> list[str]:
    """Its translations: one, or one for each kind of number."""
    return [message.string] if isinstance(message.string, str) else list(message.string or [""])


def po(catalogue: Catalog) -> bytes:
    """As translators read it."""
    file = BytesIO()
    write_po(file, catalogue, width=WIDTH, include_lineno=False)
    return file.getvalue()


def mo(catalogue: Catalog) -> bytes:
    """As gettext reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _catalogue(found: Iterable[Found], language: str | None, string: Callable[[str | tuple[str, str]], Any]) -> Catalog:
    head = (
        f"# What deskbreak says{f', in {language}' if language else ''}. docs/translating.md tells how to work on it."
    )
    catalogue = Steady(locale=language, header_comment=head, fuzzy=False)
    for place, message in found:
        catalogue.add(message, string(message), locations=[(place, 1)])
    return catalogue
