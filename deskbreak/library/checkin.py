"""config/checkin.toml: what a check-in may tell beside its number, and the guided self-check."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from deskbreak.core.checkin import TOPICS, Questions
from deskbreak.library.described import described, mistakes_in
from deskbreak.library.mistake import Mistake, Said, Slip, unknown
from deskbreak.library.reading import is_id
from deskbreak.words import _

FILE: Final = "checkin.toml"
LONGEST_WORDS: Final = 60
"""Characters of an answer: several of them stand in one sentence."""
LONGEST_SECONDS: Final = 30.0
"""Of both sides together the self-check takes less than a minute."""


def questions(config: Path) -> Questions:
    """What a check-in may ask, in the user's language. DeskbreakError when the file cannot be used."""
    return _translated(described(config / FILE, Questions))


def _translated(read: Questions) -> Questions:
    press = read.self_check
    return Questions(
        topic=tuple(
            replace(
                topic,
                name=_(topic.name),
                ask=_(topic.ask),
                answers=tuple(replace(each, words=_(each.words), note=_(each.note)) for each in topic.answers),
            )
            for topic in read.topic
        ),
        self_check=replace(
            press,
            steps=tuple(replace(step, text=_(step.text)) for step in press.steps),
            tender=_(press.tender),
            knot=_(press.knot),
            end=_(press.end),
        ),
    )


def mistakes(file: str, conditions: Collection[str]) -> Iterator[Mistake]:
    """All that is wrong with this file. `conditions` are those of the safety."""
    return mistakes_in(file, Questions, lambda whole: _slips(whole, conditions))


def _slips(whole: Questions, conditions: Collection[str]) -> Iterator[Slip]:
    for name, rule in RULES.items():
        for key, text in rule(whole, conditions):
            yield Slip(key, name, text)


def _topics(questions: Questions, _conditions: Collection[str]) -> Said:
    found = tuple(topic.id for topic in questions.topic)
    for id in found:
        if id not in TOPICS:
            yield "topic", unknown(id, TOPICS)
    if found != TOPICS:
        yield "topic", _("there must be these, in this order: {known}.").format(known=", ".join(TOPICS))


def _ids(questions: Questions, _conditions: Collection[str]) -> Said:
    for topic in questions.topic:
        for id, times in Counter(answer.id for answer in topic.answers).items():
            if times > 1 or not is_id(id):
                yield f"topic {topic.id}.answers", _('"{id}" stands there twice, or is no id.').format(id=id)


def _texts(questions: Questions, _conditions: Collection[str]) -> Said:
    press = questions.self_check
    asked = [(f"topic {topic.id}.ask", topic.ask) for topic in questions.topic]
    for key, text in (*asked, ("self_check.tender", press.tender), ("self_check.knot", press.knot)):
        if not text.endswith("?"):
            yield key, _("this is no question.")
    for topic in questions.topic:
        for answer in topic.answers:
            length = len(answer.words)
            if not 0 < length <= LONGEST_WORDS:
                text = _("this has {length} characters; {most} is the most.").format(length=length, most=LONGEST_WORDS)
                yield f"topic {topic.id}.answers {answer.id}.words", text


def _pressing(questions: Questions, conditions: Collection[str]) -> Said:
    press = questions.self_check
    for id in press.withheld:
        if id not in conditions:
            yield "self_check.withheld", unknown(id, conditions)
    seconds = [step.seconds for step in press.steps]
    if not seconds or min(seconds) <= 0 or sum(seconds) > LONGEST_SECONDS:
        yield "self_check.steps", _("a side takes more than nothing, and {n} s at most.").format(n=LONGEST_SECONDS)
    texts = {"tender": press.tender, "knot": press.knot, "end": press.end}
    texts |= {f"steps[{number}].text": step.text for number, step in enumerate(press.steps, start=1)}
    for key, text in texts.items():
        for name in re.findall(r"\{(.*?)\}", text):
            if name != "side" or key == "end":
                yield f"self_check.{key}", unknown(name, ["side"])


RULES: Final[dict[str, Callable[[Questions, Collection[str]], Said]]] = {
    "topics": _topics,
    "ids": _ids,
    "texts": _texts,
    "self-check": _pressing,
}
