"""What the user should hear of while the screen is free for it: only one notice is ever shown.

What is told stands until it was put away or is moot: whatever takes its place on the screen, it comes back
afterwards. What somebody asked for is shown at once, and is gone again soon. Over a prompt or a countdown that
is only what cannot wait; then that comes back.
"""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.app.notifiers import Notifiers
from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.ports.notices import Notice

BUSY = (Phase.PROMPTED, Phase.ON_BREAK)
"""Phases in which the notice on the screen is worth more."""
TO_READ = 20.0
"""Seconds that a passing notice has the screen to itself, where nobody says when it left."""
WORTH_ANSWERING = 30.0
"""Seconds after which nobody waits for an answer any more."""


class News:
    """A `Timed` that is told each view."""

    def __init__(self, notifiers: Notifiers, now: Callable[[], float]) -> None:
        self._notifiers = notifiers
        self._now = now
        self._standing: dict[str, Notice] = {}
        """By what it is about, the newest first."""
        self._told: set[str] = set()
        """What was on the screen once."""
        self._answer: Notice | None = None
        """The newest answer that waits for the screen ..."""
        self._answered_at = 0.0
        """... and since when."""
        self._busy = True
        """Something worth more is on the screen, or nothing is known of it yet."""
        self._passing: Notice | None = None
        """The passing notice that has time to be read, until `deadline`."""
        self._covering: Notice | None = None
        """What was shown over a prompt or a countdown ..."""
        self.cover: Callable[[], object] = lambda: None
        """... which must not take the screen back by itself ..."""
        self.uncover: Callable[[], object] = lambda: None
        """... until it is called for."""
        self.deadline: float | None = None
        notifiers.on_free = self._freed

    def tell(self, about: str, notice: Notice) -> None:
        """Show this now, or as soon as the screen is free; it takes the place of what was told about the same."""
        self._standing = {about: notice, **{name: old for name, old in self._standing.items() if name != about}}
        self._told.discard(about)
        if not self._busy:
            self._show(about, notice)

    def moot(self, about: str) -> None:
        """It was put away or answered, or is no longer so."""
        notice = self._standing.pop(about, None)
        if notice is not None:
            self._notifiers.take_away(notice)

    def answer(self, notice: Notice) -> None:
        """Somebody asked for this: show it now, or soon if the screen is not free."""
        if self._busy:
            self._answer, self._answered_at = notice, self._now()
        else:
            self._notifiers.show(notice)
            self._freed()

    def show(self, about: str) -> None:
        """Somebody asked for what stands: show it over a prompt or a countdown, too."""
        if self._busy:
            self._told.add(about)
            self.answer_now(self._standing[about])

    def answer_now(self, notice: Notice) -> None:
        """Somebody asked for this, and it cannot wait until the screen is free."""
        if not self._busy:
            self.answer(notice)
            return
        self.cover()
        self._covering = notice
        self._notifiers.show(notice)
        self.deadline = None if notice.stays else self._now() + TO_READ

    def __call__(self, view: View, now: float) -> None:
        """Mind whether the screen is free."""
        self._busy = view.phase in BUSY
        if self.deadline is None or self.deadline <= now:
            self.on_time(now)

    def on_time(self, now: float) -> None:
        """Show what waits, if nothing else is there to be read."""
        self.deadline = None
        shown = self._notifiers.shown
        covering = self._covering
        if covering is not None and not (self._busy and covering.stays and shown is covering):
            self._covering = None
            if self._busy and (shown is None or shown is covering):
                self.uncover()
        if self._busy or (shown is not None and shown.stays):
            return
        if shown is None or shown is self._passing:
            self._show_next(now)
        elif self._standing or self._answer:
            self._passing, self.deadline = shown, now + TO_READ

    def _freed(self) -> None:
        # Not at once: whoever withdraws one notice may be about to show another.
        self.deadline = self._now()

    def _show_next(self, now: float) -> None:
        answer, self._answer = self._answer, None
        if answer is not None and now - self._answered_at <= WORTH_ANSWERING:
            self.answer(answer)
            return
        for about, notice in self._standing.items():
            # What cannot be taken back, as in a terminal, is there to be read once it was said.
            if about not in self._told or self._notifiers.takes_back:
                self._show(about, notice)
                return

    def _show(self, about: str, notice: Notice) -> None:
        self._told.add(about)
        self._notifiers.show(notice)
