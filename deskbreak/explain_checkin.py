"""Check-ins in plain words: the sentence for whoever wants to be exact, and what follows from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deskbreak.core.checkin import (
    Answer,
    CheckIn,
    Follows,
    Questions,
    SelfCheck,
    follows,
    points_to_signs,
)
from deskbreak.core.movement import Side
from deskbreak.words import _, marked, span

FOLLOWS = {
    Follows.NOTHING: marked("It stays on this computer."),
    Follows.CALM: marked("Today stays calm: easy movements only."),
    Follows.GENTLE: marked("Today stays gentle."),
}


def what_follows(check_in: CheckIn, questions: Questions | None = None) -> list[str]:
    """What to tell whoever checked in: what becomes of the day, and what to look at. Nothing of what they told."""
    lines = [_(FOLLOWS[follows(check_in.intensity)])]
    if points_to_signs(check_in, questions):
        lines.append(_("Some signs need a professional. Please look through them: deskbreak safety --signs"))
    return lines


def sentence(check_in: CheckIn, questions: Questions, done: Sequence[str] = ()) -> str:
    """All that is known, and nothing else, in one sentence. `done`: what was done against it this week, in words."""
    clauses = [in_short(check_in, questions), *_rest(check_in, questions)]
    if done:
        clauses.append(_("done this week: {movements}").format(movements=", ".join(done)))
    return f"{'; '.join(clauses)}."


def in_short(check_in: CheckIn, questions: Questions) -> str:
    """How long, how much, how it feels, where."""
    feels, sides, zones = (_listed(questions.chosen(check_in, topic)) for topic in ("quality", "side", "zone"))
    since = _listed(questions.chosen(check_in, "since"))
    parts = [
        _("For {time}").format(time=since) if since else "",
        _("{n}/10").format(n=check_in.intensity),
        " ".join(filter(None, (feels, sides))),
        zones,
    ]
    return ", ".join(filter(None, parts))


def self_check_line(told: SelfCheck) -> str:
    """How tender the sides were, and where there was a knot."""
    line = _("left {left}/10, right {right}/10").format(left=told.left, right=told.right)
    knots = {
        (): "",
        (Side.LEFT,): _("a knot on the left"),
        (Side.RIGHT,): _("a knot on the right"),
        (Side.LEFT, Side.RIGHT): _("knots on both sides"),
    }
    return ", ".join(filter(None, (line, knots[tuple(side for side in Side if side in told.knots)])))


def _rest(check_in: CheckIn, questions: Questions) -> Iterator[str]:
    worse, eases, before, care = (
        _listed(questions.chosen(check_in, topic)) for topic in ("worse", "eases", "before", "care")
    )
    if worse:
        yield _("worse with {what}").format(what=worse)
    if eases and check_in.eases_seconds:
        yield _("easier with {what} for about {time}").format(what=eases, time=span(check_in.eases_seconds))
    elif eases:
        yield _("easier with {what}").format(what=eases)
    if before:
        yield _("began after {what}").format(what=before)
    if care:
        yield _("also: {what}").format(what=care)
    for topic in ("sleep", "stress", "food"):
        if told := _listed(questions.chosen(check_in, topic)):
            yield f"{questions.of(topic).name}: {told}"


def _listed(answers: Sequence[Answer]) -> str:
    words = [answer.words for answer in answers]
    if len(words) < 2:
        return "".join(words)
    return _("{these} and {last}").format(these=", ".join(words[:-1]), last=words[-1])
