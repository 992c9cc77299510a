"""How a question beside the breaks is worded, and what its buttons answer. Nothing in it tells what hurts."""

from __future__ import annotations

from deskbreak.app.notices import called
from deskbreak.app.texts import Said
from deskbreak.core.asked import FEWER, ICON, NO, OTHER, YES
from deskbreak.core.movement import Movement, Routine, Side
from deskbreak.core.questions import Question
from deskbreak.ports import Request
from deskbreak.ports.notices import Button, Click, Notice
from deskbreak.words import _, marked

HOW_IS_IT = ((marked("Fine"), 1), (marked("So so"), 5), (marked("Bad"), 8))
"""The answers of a check-in, from 0 to 10."""


FEWER_MINUTES = 45
"""How often somebody is reminded who wants fewer reminders, as the text of the question has it."""


def harder(question: Question, what: Movement | Routine) -> Notice:
    """Whether to try the harder one. It is not named: what it is called is nobody else's business."""
    body = _("You have done {movement} often. Try a harder one? With a yes, movements of level {level} may come.")
    return _ready(question, body.format(movement=called(what), level=question.level))


def more(question: Question, movement: Movement) -> Notice:
    """Whether to hold it longer, or do it more often."""
    now, then = movement.dose, question.dose or movement.dose
    if now.hold_s is not None and then.hold_s is not None and now.mode == "hold":
        told = _("You have done {movement} often. Hold it {then} s instead of {now} s?")
        body = told.format(movement=called(movement), then=round(then.hold_s), now=round(now.hold_s))
    else:
        told = _("You have done {movement} often. Do it {then} times instead of {now}?")
        body = told.format(movement=called(movement), then=then.reps, now=now.reps)
    return _ready(question, body)


def sore(question: Question) -> Notice:
    """Whether this side still is the one that stretches begin on."""
    left = question.about == Side.LEFT
    title = _("Still the left?") if left else _("Still the right?")
    body = _("Stretches begin on your left side.") if left else _("Stretches begin on your right side.")
    buttons = (
        Button(_("Yes"), _answer(question, YES)),
        Button(_("No longer"), _answer(question, NO)),
        Button(_("The other"), _answer(question, OTHER)),
    )
    return _asked(title, body, buttons, _("Answer with: deskbreak answer yes, no or other"))


def back(said: Said) -> Notice:
    """How the back is: the answer is a check-in."""
    buttons = tuple(Button(_(label), {"do": "checkin", "intensity": intensity}) for label, intensity in HOW_IS_IT)
    return _asked(said.title, said.body or "", buttons, _("Tell it with: deskbreak checkin"))


def too_many(question: Question, said: Said) -> Notice:
    """Whether to remind less often, or by the icon alone."""
    buttons = (
        Button(_("Every {minutes} min").format(minutes=FEWER_MINUTES), _answer(question, FEWER)),
        Button(_("Icon only"), _answer(question, ICON)),
        Button(_("Leave it so"), _answer(question, NO)),
    )
    return _asked(said.title, said.body or "", buttons, _("Answer with: deskbreak answer fewer, icon or no"))


def _ready(question: Question, body: str) -> Notice:
    buttons = Button(_("Yes"), _answer(question, YES)), Button(_("Not yet"), _answer(question, NO))
    return _asked(_("Ready for a little more?"), body, buttons, _("Answer with: deskbreak answer yes or no"))


def _asked(title: str, body: str, buttons: tuple[Button, ...], how: str) -> Notice:
    """`how`: to answer where nothing can be pressed. A click beside the buttons would be no answer."""
    return Notice(title, body, buttons, unbuttoned=dict.fromkeys(Click, how), in_terminal=how)


def _answer(question: Question, answer: str) -> Request:
    return {"do": "answer", "what": question.what.value, "about": question.about, "answer": answer}
