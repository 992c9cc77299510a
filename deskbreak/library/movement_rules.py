"""The rules for one movement, a function each: what it yields is the key and what is wrong there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from deskbreak.core.details import Details
from deskbreak.core.movement import Movement, Sides
from deskbreak.library.dose_rules import durations
from deskbreak.library.mistake import Said, Slip, near, shown, unknown
from deskbreak.library.pose_rules import keyframes
from deskbreak.library.reading import is_id
from deskbreak.library.rules import HOLES, in_notices, of_sources, out_of, too_long, unknown_things
from deskbreak.library.vocabulary import FAMILIES, MOST_STEPS, WORDS
from deskbreak.words import _

Texts = Sequence[tuple[str, Sequence[str]]]
"""The keys of texts for people, and the texts there, one or several."""
Rule = Callable[[Movement, Details], Said]

FILLED: Final = ("steps", "breathing", "easier", "harder")


def slips(movement: Movement, details: Details) -> Iterator[Slip]:
    """All that is wrong with this movement, looked at by itself."""
    for name, rule in RULES.items():
        for key, text in rule(movement, details):
            yield Slip(key, name, text)
    said = texts(movement, details)
    for name, text_rule in TEXT_RULES.items():
        for key, text in text_rule(movement, said):
            yield Slip(key, name, text)


def texts(movement: Movement, details: Details) -> Texts:
    """Every text for people."""
    return (
        ("name", (movement.name,)),
        ("notice_name", (movement.notice_name or "",)),
        ("family", (movement.family,)),
        ("side_means", (movement.side_means or "",)),
        ("dose.range", (movement.dose.range,)),
        ("breathing", (details.breathing,)),
        ("animation.note", (details.animation.note or "",)),
        ("steps", movement.steps),
        ("equipment", movement.equipment),
        ("target", movement.target),
        ("aka", details.aka),
        ("mistakes", details.mistakes),
        ("stop_signs", details.stop_signs),
        ("animation.frames.text", [frame.text for frame in details.animation.frames]),
        ("easier.text", (movement.easier.text,) if movement.easier else ()),
        ("harder.text", (movement.harder.text,) if movement.harder else ()),
        ("sources.supports", [source.supports for source in details.sources]),
        ("sources.title", [source.title or "" for source in details.sources]),
        ("sources.url", [source.url or "" for source in details.sources]),
        ("sources.ref", [source.ref or "" for source in details.sources]),
    )


def _text_length(movement: Movement, texts: Texts) -> Said:
    for key, said in texts:
        yield from too_long(key, said)
    if not movement.name.strip():
        yield "name", _("this is empty.")
    if not 1 <= len(movement.steps) <= MOST_STEPS or not all(map(str.strip, movement.steps)):
        yield "steps", _("there must be 1 to {most} steps, none of them empty.").format(most=MOST_STEPS)


def _notice_name(movement: Movement, _details: Details) -> Said:
    yield from in_notices(movement.notice_name)


def _words(movement: Movement, details: Details) -> Said:
    for key, said in (
        ("context", movement.context),
        ("kind", movement.kind),
        ("space", movement.space),
        ("dose.mode", movement.dose.mode),
        ("animation.view", details.animation.view),
        ("animation.order", details.animation.order),
    ):
        if said not in WORDS[key]:
            yield key, unknown(said, WORDS[key])
    for key, optional in (
        ("animation.shown_side", details.animation.shown_side),
        ("seed_relation", details.seed_relation),
    ):
        if optional is not None and optional not in WORDS[key]:
            yield key, unknown(optional, WORDS[key])
    for key, listed in (("tags", movement.tags), ("animation.props", details.animation.props)):
        for word in listed:
            if word not in WORDS[key]:
                yield key, unknown(word, WORDS[key])
    # A word of one's own may be a little like one of ours: wrists, twist.
    if movement.family not in FAMILIES and (not is_id(movement.family) or near(movement.family, FAMILIES, 0.8)):
        yield "family", unknown(movement.family, FAMILIES)


def _equipment(movement: Movement, _details: Details) -> Said:
    yield from unknown_things(movement.equipment)


def _numbers(movement: Movement, details: Details) -> Said:
    for key, number, low, high in (
        ("level", movement.level, 1, 3),
        ("discretion", movement.discretion, 0, 2),
        ("dose.reps", movement.dose.reps, 1, 100),
        ("dose.sets", movement.dose.sets, 1, 10),
        ("dose.rest_s", movement.dose.rest_s, 0, 300),
        ("dose.seconds_per_side", movement.dose.seconds_per_side, 5, 3600),
        ("animation.cycle_s", details.animation.cycle_s, 0.5, 60),
    ):
        if not low <= number <= high:
            yield key, out_of(number, low, high)


def _sides(movement: Movement, texts: Texts) -> Said:
    each = movement.sides is Sides.EACH
    for key, said in texts:
        for text in said:
            if "{" not in text and "}" not in text:
                continue
            if re.search(r"[{}]", HOLES.sub("", text)):
                yield key, _('"{text}": only {{side}} and {{other}} may stand in braces.').format(text=shown(text))
            elif not key.startswith(FILLED):
                yield (
                    key,
                    _('"{text}": sides are put in only in steps, breathing, easier and harder.').format(
                        text=shown(text)
                    ),
                )
            elif not each:
                yield key, _('"{text}": {{side}} and {{other}} need sides = "each".').format(text=shown(text))
    if each and not any("{side}" in step for step in movement.steps):
        yield "steps", _("no step says {side}, so nobody would know which one.")
    if each and not movement.side_means:
        yield "side_means", _("this is missing; it says what {side} is, and the sore side goes by it.")
    if movement.sides is Sides.BOTH and movement.side_means:
        yield "side_means", _("a movement without sides has none to explain.")


def _sources(movement: Movement, details: Details) -> Said:
    yield from of_sources(details.sources)
    from_seed = any(source.type == "seed" for source in details.sources)
    if movement.seed_derived != (details.seed_relation is not None):
        yield "seed_relation", _("this goes with seed_derived = true, and only with that.")
    if movement.seed_derived and not from_seed:
        yield "sources", _("none of them is the seed that it is derived from.")


def _floor(movement: Movement, _details: Details) -> Said:
    if movement.needs_floor != (movement.context == "floor"):
        yield "needs_floor", _('this is true where context = "floor", and only there.')


def _variations(movement: Movement, _details: Details) -> Said:
    for key, variation in (("easier", movement.easier), ("harder", movement.harder)):
        if variation is None or variation.id is None:
            continue
        if not is_id(variation.id):
            yield f"{key}.id", _("this is no id: small letters, digits and single hyphens.")
        elif variation.id == movement.id:
            yield f"{key}.id", _("it cannot be its own variation.")


def _contraindications(movement: Movement, _details: Details) -> Said:
    said = movement.contraindications
    if said and (twice := sorted(set(said.withhold) & set(said.care))):
        yield "contraindications", _("these stand in both lists: {names}.").format(names=", ".join(twice))


RULES: Final[dict[str, Rule]] = {
    "words": _words,
    "equipment": _equipment,
    "notice-name": _notice_name,
    "numbers": _numbers,
    "durations": durations,
    "sources": _sources,
    "keyframes": keyframes,
    "floor": _floor,
    "variations": _variations,
    "contraindications": _contraindications,
}
TEXT_RULES: Final[dict[str, Callable[[Movement, Texts], Said]]] = {
    "text-length": _text_length,
    "sides": _sides,
}
