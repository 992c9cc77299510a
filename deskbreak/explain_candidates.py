"""`suggest --explain`: what fits as well as what was chosen, with its points, and of the rest why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from deskbreak.core.choice import Candidate, Choice
from deskbreak.core.filters import BY_HAND, REACHES
from deskbreak.core.offers import CLOSED, dropped, said
from deskbreak.core.safety import Verdict
from deskbreak.core.situation import Situation
from deskbreak.explain_choice import because
from deskbreak.explain_rules import RULES, Titles, What, reasons
from deskbreak.words import _, marked

WIDTH = 80
LONGEST_NAME = 34
"""Characters of a name beside which there is room for more; what is longer has a line of its own."""
TOGETHER = "\xa0"
"""A space at which no line ends."""

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
    return reasons(_weightiest(candidate, what, situation), what, situation, titles)[0]


def _weightiest(candidate: Candidate, what: What, situation: Situation) -> str:
    """What asks for care may be begun by hand, unless something else is in the way: then it is that."""
    care = said(what, situation) is Verdict.CARE
    closing = CLOSED.intersection(dropped(what, situation, BY_HAND)) if care else ()
    return next(rule for rule in RULES if rule in (closing or candidate.dropped))
