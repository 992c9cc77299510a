"""The questions of `deskbreak profile`. What is answered is kept at once, so that breaking off loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import click

from deskbreak import places
from deskbreak.cli.answers import keep, now_is, one_of, word_begun
from deskbreak.cli.asking import asked
from deskbreak.cli.paragraphs import tell
from deskbreak.library.safety import safety
from deskbreak.settings.good import load_lasting
from deskbreak.settings.keys import known
from deskbreak.settings.person import UNSAID, Places
from deskbreak.settings.values import typed
from deskbreak.words import _, marked, weekday

MONDAY = date(2024, 1, 1)
DAYS = Places.__struct_fields__
"""Monday first, as the settings call them."""
AT_HAND = (
    marked("chair"),
    marked("desk"),
    marked("door frame"),
    marked("wall"),
    marked("mat"),
    marked("ball"),
    marked("bag"),
)
"""`core.safety.THINGS`, which are called by what they are."""


def ask_all() -> None:
    """One after the other. DeskbreakError when an answer cannot be kept."""
    _ask_place()
    _ask_word("movements.can_stand", _("Can you stand, and would you like to?"), _switch())
    _ask_word("movements.floor_ok", _("At home, would you get down on the floor?"), _switch())
    _ask_things()
    sides = {_("left"): "left", _("right"): "right", _("both"): "both", _("none"): "none"}
    _ask_word("movements.sore_side", _("Which side is sore?"), sides)
    _ask_conditions()


def setting_of(condition: str) -> str:
    """The setting that keeps the answer about a condition."""
    return f"conditions.{condition.replace('-', '_')}"


def weekdays() -> list[str]:
    """Their short names, Monday first."""
    return [weekday(MONDAY + timedelta(days=day)) for day in range(len(DAYS))]


def things(names: Iterable[str]) -> str:
    """These things in the user's language."""
    return ", ".join(map(_, names))


def _switch() -> Mapping[str, str]:
    return {_("yes"): "true", _("no"): "false"}


def _ask_word(setting: str, question: str, words: Mapping[str, str]) -> str | None:
    kept = _kept(setting)
    # Who has not said it yet need not hear that they would rather not.
    now = next((word for word, value in words.items() if value == kept != UNSAID), "")
    answer = one_of(question, words, now)
    if answer is not None:
        keep(setting, answer)
    return answer


def _kept(setting: str) -> str:
    """What holds now, as `keep` takes it."""
    key = known(setting)
    return typed(key, key.of(load_lasting(places.settings_file(), places.good_settings_file()).settings))


def _ask_place() -> None:
    names, none, every = weekdays(), _("none"), _("all")
    question = _("On which days do you sit at home? Such as: {example}; or {none}, or {all}").format(
        example=" ".join(names[2:5:2]), none=none, all=every
    )
    meanings: dict[str, Sequence[str]] = {none: (), every: names} | {name: (name,) for name in names}
    kept = [name for day, name in zip(DAYS, names, strict=True) if _kept(f"place.{day}") == "home"]
    question = f"{question} [{now_is(' '.join(kept) or none)}]"
    at_home = _ask_several(question, meanings, _("Name days like this: {names}").format(names=" ".join(names)))
    if at_home is not None:
        for day, name in zip(DAYS, names, strict=True):
            keep(f"place.{day}", "home" if name in at_home else "office")


def _ask_things() -> None:
    none, named = _("none"), {_(thing): thing for thing in AT_HAND}
    question = _("What do you have at hand? Of: {things}; or {none}").format(things=", ".join(named), none=none)
    meanings: dict[str, Sequence[str]] = {none: ()} | {name: (thing,) for name, thing in named.items()}
    kept = _kept("movements.equipment").split(",")
    question = f"{question} [{now_is(things(thing for thing in AT_HAND if thing in kept) or none)}]"
    at_hand = _ask_several(question, meanings, _("Separate them by commas: {things}").format(things=", ".join(named)))
    if at_hand is not None:
        keep("movements.equipment", ",".join(thing for thing in AT_HAND if thing in at_hand))


def _ask_several(question: str, meanings: Mapping[str, Sequence[str]], again: str) -> frozenset[str] | None:
    def understand(typed: str) -> frozenset[str]:
        begun = [word_begun(part, meanings) for part in _parts(typed, meanings)]
        return frozenset(meant for word in begun for meant in meanings[word])

    return asked(question, understand, again)


def _parts(typed: str, words: Mapping[str, object]) -> list[str]:
    """What stands between commas; between spaces too, but not inside a name that has one."""
    parts = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    return [piece for part in parts for piece in ([part] if part.lower() in words else part.split())]


def _ask_conditions() -> None:
    conditions = safety(places.shipped("config")).conditions
    words = {_("yes"): "yes", _("no"): "no", _("prefer not to say"): UNSAID}
    click.echo()
    told = _("Now {n} questions on what may not suit you. A yes leaves it out; without a no, it stays gentle.")
    tell(told.format(n=len(conditions)))
    for condition in conditions:
        if _ask_word(setting_of(condition.id), condition.ask, words) == "yes":
            tell(f"  {condition.note}")
