"""What somebody told of themselves, and what follows from it, at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from deskbreak import places
from deskbreak.app.advised import advice_of
from deskbreak.cli.questions import AT_HAND, DAYS, things, weekdays
from deskbreak.core.fitting import Fitting, fitting
from deskbreak.core.profile import Answer, Profile
from deskbreak.explain_choice import of_sign
from deskbreak.history.reader import reading
from deskbreak.library.safety import Condition, safety
from deskbreak.settings.good import load_lasting
from deskbreak.settings.schema import Settings
from deskbreak.words import _, counted


def lines() -> Iterator[str]:
    """What was told, then what it comes to."""
    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    with reading(places.database()) as history:
        situation = advice_of(settings, history).situation()
    conditions = {condition.id: condition for condition in safety(places.shipped("config")).conditions}
    yield from _told(settings)
    yield from _health(situation.profile, conditions)
    yield ""
    yield from _comes_to(fitting(situation), situation.profile, conditions)


def _told(settings: Settings) -> Iterator[str]:
    movements = settings.movements
    at_home = [name for day, name in zip(DAYS, weekdays(), strict=True) if getattr(settings.place, day) == "home"]
    sides = {"none": _("none"), "left": _("left"), "right": _("right"), "both": _("both")}
    yield _("At home: {days}").format(days=", ".join(at_home) or _("never"))
    yield _("Standing: {answer}").format(answer=_yes_no(movements.can_stand))
    yield _("On the floor at home: {answer}").format(answer=_yes_no(movements.floor_ok))
    at_hand = things(thing for thing in AT_HAND if thing in movements.equipment)
    yield _("At hand: {things}").format(things=at_hand or _("nothing"))
    yield _("Sore side: {side}").format(side=sides[movements.sore_side])


def _health(profile: Profile, conditions: dict[str, Condition]) -> Iterator[str]:
    if profile.red_flag is not None:
        yield of_sign(profile.red_flag)
    for id, condition in conditions.items():
        if profile.answers[id] is Answer.YES:
            yield _("Yes: {condition}").format(condition=condition.label)
            yield f"  {condition.note}"
    noes = sum(answer is Answer.NO for answer in profile.answers.values())
    unsaid = sum(answer is Answer.UNSAID for answer in profile.answers.values())
    yield _("Answered with no: {n}. Open, or rather not said: {unsaid}.").format(n=noes, unsaid=unsaid)


def _comes_to(found: Fitting, profile: Profile, conditions: dict[str, Condition]) -> Iterator[str]:
    yield _("{n} of {all} movements fit you.").format(n=found.fit, all=found.all)
    if found.care:
        text = counted(
            "{n} more can be begun by hand, with care.", "{n} more can be begun by hand, with care.", found.care
        )
        yield text.format(n=found.care)
    for number, (id, n) in enumerate(found.left_out.items()):
        # A warning sign brings one with it that nobody told of.
        label = conditions[id].label if profile.answers[id] is Answer.YES else _("A warning sign")
        text = _("{condition}: leaves out {n} more") if number else _("{condition}: leaves out {n}")
        yield text.format(condition=label, n=n)
    if found.in_doubt:
        yield _("Open questions: {n} wait for an answer, harder ones and those with a ball").format(n=found.in_doubt)
    if found.out_of_reach:
        yield _("Floor, standing, things and level: leave out {n}").format(n=found.out_of_reach)


def _yes_no(answer: bool) -> str:
    return _("yes") if answer else _("no")
