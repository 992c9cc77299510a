"""config/messages.toml: the texts of notices, with what must be so for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from deskbreak.core.effects import Asking
from deskbreak.core.message import FACTS, Kind, Message
from deskbreak.library.described import described, mistakes_in
from deskbreak.library.mistake import Mistake, Said, Slip, unknown
from deskbreak.library.vocabulary import NOT_SAID, WORDS
from deskbreak.words import _

FILE: Final = "messages.toml"
LONGEST_TITLE: Final = 40
LONGEST_BODY: Final = 120


@dataclass(frozen=True, slots=True)
class Messages:
    """The whole file."""

    message: tuple[Message, ...]


def messages(config: Path) -> tuple[Message, ...]:
    """All texts of a configuration folder, in the order of the file and the user's language.

    DeskbreakError when they cannot be used.
    """
    found = described(config / FILE, Messages).message
    return tuple(
        replace(message, title=_(message.title), body=_(message.body) if message.body else None) for message in found
    )


def mistakes(file: str, ids: Container[str]) -> Iterator[Mistake]:
    """All that is wrong with this file. `ids` are those of all movements and routines."""
    return mistakes_in(file, Messages, lambda whole: _slips(whole.message, ids))


def _slips(said: tuple[Message, ...], ids: Container[str]) -> Iterator[Slip]:
    for id, times in Counter(message.id for message in said).items():
        if times > 1:
            yield Slip(f"message {id}", "one-id", _("this id stands there twice."))
    for asking in Asking:
        if not any(message.asking is asking and not message.when for message in said):
            text = _("there is none for {asking} that is always true.").format(asking=asking)
            yield Slip("message", "always-one", text)
    for message in said:
        for name, rule in RULES.items():
            for key, text in rule(message, ids):
                yield Slip(f"message {message.id}.{key}", name, text)


def _texts(message: Message) -> Iterator[tuple[str, str, int]]:
    yield "title", message.title, LONGEST_TITLE
    yield "body", message.body or "", LONGEST_BODY


def _text_length(message: Message, _ids: Container[str]) -> Said:
    for key, text, most in _texts(message):
        length = len(re.sub(r"\{\w+\}", "right", text))
        if length > most:
            yield key, _("this has {length} characters; {most} is the most.").format(length=length, most=most)


def _words(message: Message, _ids: Container[str]) -> Said:
    if message.kind not in WORDS["message.kind"]:
        yield "kind", unknown(message.kind, WORDS["message.kind"])
    for key, text, _most in _texts(message):
        if "!" in text or NOT_SAID & {*re.findall(r"[a-z-]+", text.lower())}:
            yield key, _("no exclamation marks, orders, blame, promises or fear.")


def _facts(message: Message, ids: Container[str]) -> Said:
    for name, wanted in message.when.items():
        if name not in FACTS:
            yield f"when.{name}", unknown(name, FACTS)
        elif not CONDITIONS[FACTS[name]](wanted):
            yield f"when.{name}", _("a condition on a {kind} does not read like this.").format(kind=FACTS[name])
        elif name == "suggested":
            for id in wanted:
                if id not in ids:
                    yield f"when.{name}", _('there is no "{id}".').format(id=id)


def _placeholders(message: Message, _ids: Container[str]) -> Said:
    for key, text, _most in _texts(message):
        for name in re.findall(r"\{(\w*)\}", text):
            if name not in message.when:
                yield key, _("{name} is put in here; `when` must have it, so that it is known.").format(name=name)


def _is_words(wanted: Any) -> bool:
    return isinstance(wanted, list) and bool(wanted) and all(isinstance(word, str) for word in wanted)


def _is_span(wanted: Any) -> bool:
    return isinstance(wanted, list) and [type(end) for end in wanted] == [int, int] and wanted[0] <= wanted[1]


CONDITIONS: Final[Mapping[Kind, Callable[[Any], bool]]] = {
    Kind.WORD: _is_words,
    Kind.SWITCH: lambda wanted: wanted is True,
    Kind.NUMBER: _is_span,
}
RULES: Final[dict[str, Callable[[Message, Container[str]], Said]]] = {
    "text-length": _text_length,
    "words": _words,
    "facts": _facts,
    "placeholders": _placeholders,
}
