"""Answers by their words, and those that the settings keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from deskbreak import places
from deskbreak.cli.asking import asked
from deskbreak.cli.running import reload_settings
from deskbreak.words import _

T = TypeVar("T")


def one_of(question: str, words: Mapping[str, T], now: str = "") -> T | None:
    """Which of these was answered, by its word or the beginning of that; `now` is the word that Enter leaves."""

    def understand(typed: str) -> T:
        return words[word_begun(typed, words)]

    choice = ", ".join(filter(None, ("/".join(words), now and now_is(now))))
    again = _("Answer with one of these, or its first letters, or just Enter: {words}").format(words=", ".join(words))
    return asked(f"{question} [{choice}]", understand, again)


def now_is(answer: str) -> str:
    """What was answered earlier, beside the question."""
    return _("now: {answer}").format(answer=answer)


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
