"""What follows from the answer to a question beside the breaks."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.advice import Advice
from deskbreak.app.question_notices import FEWER_MINUTES
from deskbreak.core.asked import ASIDES, FEWER, ICON, NO, OTHER, YES, Asked, What
from deskbreak.core.movement import Movement, Side
from deskbreak.core.offers import asks_for_care, is_open
from deskbreak.core.progress import above
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.ports.keeping import AskedBefore
from deskbreak.words import _

ANSWERS = {
    What.HARDER: (YES, NO),
    What.MORE: (YES, NO),
    What.SORE: (YES, NO, OTHER),
    What.MANY: (FEWER, ICON, NO),
}
REMINDED = {FEWER: ("reminder.every_minutes", str(FEWER_MINUTES)), ICON: ("notifications.icon_only", "true")}
"""The setting that follows from each answer to whether there are too many reminders."""


class Answers:
    """Carries out the request of that name: of the question it names, or the last one that is open."""

    def __init__(
        self,
        kept: AskedBefore,
        advice: Advice,
        change: Callable[[str, str], object],
        choose: Callable[[str], object],
        on_answered: Callable[[], object],
    ) -> None:
        """`change` gives a setting a value, `choose` has this be the next movement."""
        self._kept = kept
        self._advice = advice
        self._change = change
        self._choose = choose
        self._on_answered = on_answered

    def __call__(self, request: Request) -> None:
        """Keep the answer and do what it asks for. DeskbreakError when nothing was asked, or not so."""
        question, answer = self._meant(request), request.get("answer")
        what = What(question.what)
        if answer not in ANSWERS[what]:
            raise DeskbreakError(
                _("{answer} is no answer to that.").format(answer=answer),
                _("It is one of: {answers}").format(answers=", ".join(ANSWERS[what])),
            )
        if what is What.HARDER and answer == YES:
            self._allow(question.about)
        elif what is What.SORE and answer != YES:
            self._change("movements.sore_side", "none" if answer == NO else Side(question.about).other.value)
        elif what is What.MANY and answer in REMINDED:
            self._change(*REMINDED[answer])
        self._kept.answer(what, question.about, str(answer))
        self._on_answered()

    def _meant(self, request: Request) -> Asked:
        """What was asked, and waits for an answer."""
        seen = (each for each in reversed(self._kept.asked()) if each.what in ASIDES)
        if "what" in request:
            asked = next((each for each in seen if (each.what, each.about) == _named(request)), None)
        else:
            asked = next(seen, None)
        if asked is None or asked.what not in ANSWERS or asked.answer is not None:
            raise DeskbreakError(_("No question is open."), _("Wait until you are asked something."))
        return asked

    def _allow(self, name: str) -> None:
        """The harder one of this may come, and comes next where that is possible."""
        harder = above(name, self._advice.library)
        if harder is None:
            return
        if harder.level > self._advice.situation().profile.level_max:
            self._change("movements.level_max", str(harder.level))
        situation = self._advice.situation()
        if isinstance(harder, Movement) and is_open(harder, situation) and not asks_for_care(harder, situation):
            self._choose(harder.id)


def _named(request: Request) -> tuple[object, object]:
    """What an answer is about, where it says so."""
    return request.get("what"), request.get("about")
