"""Leads through a movement in a terminal, in step with the deskbreak that counts it: this one, or one that runs."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from functools import cache

from deskbreak import day_words, guide_view, places
from deskbreak.app import notices
from deskbreak.app.loop import Loop
from deskbreak.app.seat import INTERRUPTS, KEYBOARD, Seat
from deskbreak.app.terminal import CALL
from deskbreak.core.breaks import Movements
from deskbreak.core.guiding import Guiding
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.timeline import ALMOST
from deskbreak.errors import DeskbreakError
from deskbreak.guide_script import Saying, Told, Weight, script
from deskbreak.guided import ended, moved, targets, under_way
from deskbreak.library.load import library, plain_break
from deskbreak.ports import Reply, Request

STYLES = {Weight.PLAIN: "{}", Weight.CUE: CALL, Weight.FAINT: "\x1b[2m{}\x1b[0m"}


class Guide:
    """A `Timed`. Told the status, now and at each change; stops the loop when the movement is over."""

    def __init__(self, loop: Loop, ask: Callable[[Request], Reply]) -> None:
        """`ask` has the deskbreak that counts do something; DeskbreakError when it cannot."""
        config = places.shipped("config")
        self._content = library(config, places.own_content())
        self._library = Library(self._content.movements, self._content.routines)
        self._plain = plain_break(config)
        self._signs = cache(self._stop_signs)
        self._loop = loop
        self._ask = ask
        self._taken_before: int | None = None
        self._guiding: Guiding | None = None
        self._script: tuple[Saying, ...] = ()
        self._said: set[tuple[int, str]] = set()
        self._is_over = False
        self.error: DeskbreakError | None = None
        """Why it could not go on, if it could not."""
        self._changes_at: float | None = None
        self._seat = Seat(loop, self._press, self._draw)
        self._console = self._seat.console
        loop.add_timed(self)
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, lambda _number, _frame: loop.wake_with(self._end))

    @property
    def deadline(self) -> float | None:
        return self._changes_at if self._seat.has_it else self._seat.look_at

    def told(self, status: Reply) -> None:
        """How things stand."""
        if self._is_over:
            return
        if self._taken_before is None:
            self._taken_before = status["today"]["taken"]
        data = status.get("guide")
        if data is None and "guided" in status:
            self._tell_end(status)
            return
        guiding = None if data is None else under_way(data, self._library, self._plain)
        if guiding is None:
            # One of another version leads: it does so in its notice.
            self._console.say(status["say"])
            self._leave()
            return
        is_new = self._guiding is None
        self._guiding, self._script = guiding, tuple(script(guiding.suggestion, self._signs))
        self._seat.take()
        if is_new and KEYBOARD and self._seat.has_it:
            self._say(Told(guide_view.keys_line(guiding), Weight.FAINT))

    def fails(self, error: DeskbreakError) -> None:
        """It cannot begin, or whoever counted is gone."""
        self.error = error
        self._leave()

    def on_time(self, _now: float) -> None:
        """The seconds change, something is to be said, or the terminal may be ours again."""
        if self._seat.has_it:
            self._draw()
        else:
            self._seat.take()

    def close(self) -> None:
        """Give the terminal back as it was."""
        self._seat.let_go()
        self._loop.remove_timed(self)

    # -- what is shown ------------------------------------------------------

    def _draw(self, resized: bool = False) -> None:
        guiding, now = self._guiding, self._loop.clock.now()
        if guiding is None or self._is_over:
            return
        self._say_what_is_due(guiding, now)
        self._changes_at = guide_view.next_change(guiding, now)
        if self._seat.has_it:
            # One cell stays free: some terminals go to the next line as soon as the last one is written.
            cells, ascii_only = self._console.columns - 1, self._console.ascii_only
            shown = guide_view.line(guiding, now, cells, ascii_only, KEYBOARD)
            self._console.live(shown.plain, resized)

    def _say_what_is_due(self, guiding: Guiding, now: float) -> None:
        """Only of the part in hand: what was slept through, or passed over, is of no use any more."""
        elapsed, part = guiding.elapsed(now), guiding.at(now).part
        for saying in self._script:
            name = (saying.part, saying.about)
            if saying.part == part and saying.at <= elapsed + ALMOST and name not in self._said:
                self._said.add(name)
                self._say(*saying.lines)

    def _say(self, *lines: Told) -> None:
        # It is drawn again when all of them are there.
        self._console.live("")
        for each in lines:
            self._console.say(each.text, hang=each.hang, style=STYLES[each.weight])

    def _tell_end(self, status: Reply) -> None:
        guided, today = status["guided"] or {}, status["today"]
        outcome = ended(status, self._taken_before or 0)
        self._seat.let_go()
        self._say(*guide_view.summary(outcome, moved(guided) if guided else Movements()))
        self._say(Told(day_words.today(today["done"], today["due"], targets(status))))
        self._leave()

    # -- what is asked for --------------------------------------------------

    def _press(self, letter: str) -> None:
        if letter in INTERRUPTS:
            self._end()
            return
        guiding = self._guiding
        wanted = None if guiding is None else guide_view.request(letter, guiding)
        if guiding is None or wanted is None or not self._carry_out(wanted):
            return
        if wanted["do"] == "too-much":
            movement = guiding.suggestion.parts[guiding.at(self._loop.clock.now()).part].movement
            self._console.say(notices.was_too_much(movement).body)

    def _end(self) -> None:
        """Somebody has had enough, or wants to be gone."""
        if self._guiding is None or not self._carry_out({"do": "stop"}):
            self._leave()

    def _carry_out(self, wanted: Request) -> bool:
        try:
            self._ask(wanted)
        except DeskbreakError as error:
            self._console.say(f"{error.title} {error.hint}")
            return False
        return True

    def _leave(self) -> None:
        self._is_over = True
        self._loop.stop()

    def _stop_signs(self, movement: Movement) -> Sequence[str]:
        known = movement.id in self._content.movements
        return self._content.details(movement.id).stop_signs if known else ()
