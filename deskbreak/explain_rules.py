"""What the rules of the policy have against a movement or a routine, each as it holds here, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from deskbreak.core.filters import BY_HAND, EVENING, REACHES, SIDE_STRENGTH
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.offers import CLOSED, LOCKED, WITHHELD, closed_by, dropped
from deskbreak.core.profile import Answer
from deskbreak.core.safety import LASTING, THINGS, counting, has_all, named
from deskbreak.core.situation import Situation
from deskbreak.words import _, counted, marked, span

Titles = Mapping[str, str]
"""What each condition is called."""
What = Movement | Routine
Tell = Callable[[What, Situation], str]
"""Says what a rule has against something; "" where it has nothing against it."""

KEPT_BACK = marked("kept back by: {what}")
OPEN = marked("open question: {what}")
WITH_CARE = marked("only by hand, with care: {what}")


def closed_because(what: What, situation: Situation, titles: Titles) -> str:
    """Why somebody cannot start something by hand: all that is in the way."""
    closed = closed_by(what, situation)
    if closed == LOCKED:
        return _(RULES[LOCKED])
    holds = {closed, *CLOSED.intersection(dropped(what, situation, BY_HAND))}
    return "; ".join(told for rule in RULES if rule in holds for told in reasons(rule, what, situation, titles))


def reasons(rule: str, what: What, situation: Situation, titles: Titles) -> Sequence[str]:
    """What this rule has against it, told of what it holds for: the whole, or one of its movements."""
    tells = (_of_conditions(titles),) if rule == WITHHELD else TELLS.get(rule, ())
    whole = what, *situation.library.parts(what.id)
    told = [next(filter(None, (tell(each, situation) for each in whole)), "") for tell in tells]
    return [*filter(None, told)] or [_(RULES[rule])]


def _of_conditions(titles: Titles) -> Tell:
    def tell(what: What, situation: Situation) -> str:
        yes, counts = situation.limits.conditions, counting(what, situation.limits)
        said_so = situation.profile.answers.get(LASTING) is Answer.YES
        called = titles if said_so else {**titles, LASTING: _("a warning sign")}
        withheld, care = ([name for name in names if name in counts] for names in _against(what, counts))
        for text, names in (
            (KEPT_BACK, [name for name in withheld if name in yes]),
            (OPEN, [name for name in withheld if name not in yes]),
            (WITH_CARE, [name for name in care if name in yes]),
            (OPEN, care),
        ):
            if names:
                return _named(_(text), [called[name] for name in names])
        return ""

    return tell


def _against(what: What, counts: frozenset[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The conditions that withhold it, and those that ask for care; all of them where nobody judged it."""
    if isinstance(what, Routine):
        return what.blocked_for, what.manual_only_for
    against = what.contraindications
    return ((), sorted(counts)) if against is None else (against.withhold, against.care)


def _named(text: str, names: Sequence[str]) -> str:
    """With the first of these names, and how many more there are."""
    told, more = text.format(what=names[0]), len(names) - 1
    return counted("{told}, and {n} more", "{told}, and {n} more", more).format(told=told, n=more) if more else told


def _off_the_chair(what: What, situation: Situation) -> str:
    if situation.profile.can_stand or what.context == "seated":
        return ""
    return _("on the floor") if what.needs_floor else _("not on the chair")


def _too_hard(what: What, situation: Situation) -> str:
    level = situation.limits.level
    return _("level {its}, yours is {yours}").format(its=what.level, yours=level) if what.level > level else ""


def _for_a_sore_side(what: What, situation: Situation) -> str:
    favours = isinstance(what, Routine) and what.allow_imbalance
    return _("for one sore side") if favours and situation.profile.sore is None else ""


def _things(what: What, situation: Situation) -> str:
    if has_all(what.equipment, situation.profile):
        return ""
    return next(filter(None, (_lacks(phrase, situation) for phrase in what.equipment)), "")


def _lacks(phrase: str, situation: Situation) -> str:
    if has_all((phrase,), situation.profile):
        return ""
    things = [thing for thing in THINGS if thing in named(phrase)]
    return _(NEEDS[things[0]]) if things else _("needs: {thing}").format(thing=phrase)


def _floor(what: What, situation: Situation) -> str:
    if not what.needs_floor:
        return ""
    return _("the floor was named just now") if situation.profile.floor_ok else _("on the floor")


def _office(what: What, situation: Situation) -> str:
    seen = situation.profile.quiet and isinstance(what, Movement) and not what.needs_floor and what.discretion == 1
    return _("it can be seen, and you chose quiet mode") if seen else ""


def _release(_what: What, situation: Situation) -> str:
    if "release" in situation.lately.named_today:
        return _("once a day is enough")
    return _("for the evening") if situation.context.now.time() < EVENING else _("the week has had enough of it")


def _side_strength(_what: What, situation: Situation) -> str:
    lately = situation.lately
    rests = SIDE_STRENGTH in lately.named_today or SIDE_STRENGTH in lately.named_yesterday
    return _("side strength rests for a day") if rests else _("the ladder comes first this week")


def _again(what: What, situation: Situation) -> str:
    named = any(part.id == what.id for part in situation.lately.parts_shown(REACHES[0].repeat))
    return _("it was just named") if named else _("one like it was just named")


def _back(_what: What, situation: Situation) -> str:
    return _("your back is at {n} of 10 today").format(n=situation.context.check_in)


def _too_long(_what: What, situation: Situation) -> str:
    return _("longer than your {time}").format(time=span(situation.profile.budget))


TELLS: dict[str, tuple[Tell, ...]] = {
    "F5": (_off_the_chair, _things, _too_hard, _for_a_sore_side),
    "F4": (_floor,),
    "F12": (_back,),
    "F3": (_office,),
    "F9": (_release,),
    "F10": (_side_strength,),
    "F6": (_too_long,),
    "F7": (_again,),
}
"""Of the rules that hold for different reasons, which one it is here."""

NEEDS = {
    "chair": marked("needs a chair"),
    "desk": marked("needs a desk"),
    "door frame": marked("needs a door frame"),
    "wall": marked("needs a free wall"),
    "mat": marked("needs a mat"),
    "ball": marked("needs a ball"),
    "bag": marked("needs a bag"),
}

RULES = {
    LOCKED: marked("you ticked a warning sign, and breaks are plain until a professional has looked at it"),
    "F1": marked("a condition speaks against it"),
    "F11": marked("it was too much within a week"),
    "F5": marked("not with what you can do or have at hand"),
    "F4": marked("on the floor"),
    "F12": marked("not while your back hurts"),
    "F2": marked("not for a call"),
    "F3": marked("not in the office"),
    "declined": marked("you asked for another"),
    "F13": marked("walks have their own turn"),
    "ladder": marked("the step before it comes first"),
    "card": marked("by hand: the card about the ball is read first"),
    "F9": marked("for the evening"),
    "F10": marked("side strength rests for a day"),
    "F8": marked("not in the first hour of the day"),
    "F6": marked("longer than your breaks"),
    "F7": marked("it was just named"),
}
"""What each rule that drops something says, the weightiest first: that one is told."""
