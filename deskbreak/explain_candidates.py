"""What came of everything that a choice looked at: what fits as well, and of the rest why not, in a few words each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap

from deskbreak.core.choice import Candidate, Choice
from deskbreak.core.filters import ALWAYS, EVENING, REACHES
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.offers import CLOSED, LOCKED, WITHHELD, dropped, said
from deskbreak.core.profile import Answer
from deskbreak.core.safety import LASTING, THINGS, Verdict, counting, has_all, locked, named
from deskbreak.core.situation import Situation
from deskbreak.explain_choice import because
from deskbreak.words import _, counted, marked, span

WIDTH = 80
LONGEST_NAME = 34
"""Characters of a name beside which there is room for more; what is longer has a line of its own."""

TOGETHER = "\xa0"
"""A space at which no line ends."""

Titles = Mapping[str, str]
"""What each condition is called."""
What = Movement | Routine
Tell = Callable[[What, Situation], str]
"""Says what a rule has against something; "" where it has nothing against it."""

KEPT_BACK = marked("kept back by: {what}")
OPEN = marked("open question: {what}")
BY_HAND = marked("only by hand, with care: {what}")


def page(choice: Choice, situation: Situation, titles: Titles) -> Iterator[str]:
    """Why it is this; what fits as well, the best first; what does not, each with the weightiest reason."""
    yield from wrap(because(choice), WIDTH)
    if choice.reach != REACHES[0]:
        yield _("Too little was left, so something that was named just now may come again.")
    library = situation.library
    everything: dict[str, What] = {**library.movements, **library.routines}
    others = [each for each in choice.candidates if each.id in everything and each.id != choice.what]
    fitting = sorted((each for each in others if not each.dropped), key=lambda each: -each.score)
    rows = [(f"{each.score:>3}  {everything[each.id].name}", _points(each)) for each in fitting]
    yield from _table(_("Fits as well, with its points"), rows)
    left_out = (each for each in others if each.dropped)
    rows = [
        (f"  {everything[each.id].name}", _why_not(each, everything[each.id], situation, titles)) for each in left_out
    ]
    yield from _table(_("Not now"), sorted(rows, key=lambda row: row[1]))


def closed_because(what: What, situation: Situation, titles: Titles) -> str:
    """Why somebody cannot start something by hand: all that is in the way."""
    if locked(situation.profile):
        return _(RULES[LOCKED])
    holds = CLOSED.intersection(dropped(what, situation, ALWAYS))
    if said(what, situation) is Verdict.WITHHELD:
        holds |= {WITHHELD}
    return "; ".join(told for rule in RULES if rule in holds for told in _reasons(rule, what, situation, titles))


def _table(heading: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not rows:
        return
    yield from ("", heading)
    wide = min(max(len(name) for name, _text in rows), LONGEST_NAME)
    for name, text in rows:
        first, *rest = [
            line.replace(TOGETHER, " ") for line in wrap(text, WIDTH - wide - 2, break_on_hyphens=False)
        ] or [""]
        if len(name) > wide:
            yield name
            name = ""
        yield f"{name:{wide}}  {first}".rstrip()
        yield from (f"{'':{wide}}  {line}" for line in rest)


def _points(candidate: Candidate) -> str:
    return ", ".join(f"{value:+d} {_(POINTS[term])}".replace(" ", TOGETHER) for term, value in candidate.terms.items())


def _why_not(candidate: Candidate, what: What, situation: Situation, titles: Titles) -> str:
    return _reasons(next(rule for rule in RULES if rule in candidate.dropped), what, situation, titles)[0]


def _reasons(rule: str, what: What, situation: Situation, titles: Titles) -> Sequence[str]:
    """What this rule has against it, told of what it holds for: the whole, or one of its movements."""
    tells = (_of_conditions(titles),) if rule == WITHHELD else TELLS.get(rule, ())
    whole = what, *situation.library.parts(what.id)
    told = [next(filter(None, (tell(each, situation) for each in whole)), "") for tell in tells]
    return [*filter(None, told)] or [_(RULES[rule])]


# -- the rules, each as it holds here ------------------------------------------------


def _of_conditions(titles: Titles) -> Tell:
    def tell(what: What, situation: Situation) -> str:
        yes, counts = situation.limits.conditions, counting(what, situation.limits)
        said_so = situation.profile.answers.get(LASTING) is Answer.YES
        called = titles if said_so else {**titles, LASTING: _("a warning sign")}
        withheld, care = ([name for name in names if name in counts] for names in _against(what, counts))
        for text, names in (
            (KEPT_BACK, [name for name in withheld if name in yes]),
            (OPEN, [name for name in withheld if name not in yes]),
            (BY_HAND, [name for name in care if name in yes]),
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


def _again(what: What, situation: Situation) -> str:
    named = any(part.id == what.id for part in situation.lately.parts_shown(REACHES[0].repeat))
    return _("it was just named") if named else _("one like it was just named")


def _back(_what: What, situation: Situation) -> str:
    return _("your back is at {n} of 10 today").format(n=situation.context.check_in)


def _too_long(_what: What, situation: Situation) -> str:
    return _("longer than your {time}").format(time=span(situation.profile.budget))


TELLS: dict[str, tuple[Tell, ...]] = {
    "F5": (_off_the_chair, _things, _too_hard),
    "F4": (_floor,),
    "F12": (_back,),
    "F3": (_office,),
    "F9": (_release,),
    "F6": (_too_long,),
    "F7": (_again,),
}
"""Of the rules that hold for different reasons, which one it is here."""

POINTS = {
    "new-family": marked("new today"),
    "behind-pace": marked("due this week"),
    "ql-first": marked("QL first"),
    "seed": marked("from the articles"),
    "time-of-day": marked("suits the hour"),
    "liked": marked("you like it"),
    "done-lately": marked("done lately"),
    "skipped": marked("skipped before"),
    "same-kind": marked("like the last one"),
}
"""What each kind of points is for, in two or three words; in a sentence: `explain_choice.TERMS`."""

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
