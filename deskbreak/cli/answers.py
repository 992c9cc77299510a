"""Questions in a terminal, any of which may be passed over, and keeping what was answered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from deskbreak import places
from deskbreak.cli.running import reload_settings
from deskbreak.words import _

T = TypeVar("T")


def can_ask() -> bool:
    """Whether there is somebody who could answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def asked(question: str, understand: Callable[[str], T], again: str) -> T | None:
    """What was answered; None when it was passed over. `understand` raises ValueError, then `again` is said."""
    while True:
        typed: str = click.prompt(question, default="", show_default=False, prompt_suffix=" ").strip()
        if not typed:
            return None
        try:
            return understand(typed)
        except ValueError:
            click.echo(again)


def one_of(question: str, words: Mapping[str, T]) -> T | None:
    """Which of these was answered, by its word or the beginning of that."""

    def understand(typed: str) -> T:
        return words[word_begun(typed, words)]

    choice = "/".join(words)
    again = _("Answer with one of these, or its first letters: {words}").format(words=", ".join(words))
    return asked(f"{question} [{choice}]", understand, again)


def word_begun(typed: str, words: Mapping[str, object]) -> str:
    """The one of these words that begins like this. ValueError when that is none or several."""
    begun = [word for word in words if word.lower().startswith(typed.lower())]
    exact = [word for word in begun if word.lower() == typed.lower()]
    (word,) = exact or begun
    return word


def keep(setting: str, value: str) -> None:
    """Write this into the settings, and have the running deskbreak go by it at once. DeskbreakError if that fails."""
    # Imported here: what writes settings takes its time, and most commands do without.
    from deskbreak.settings.write import set_value

    set_value(places.settings_file(), setting, value)
    reload_settings()
