"""What Windows and macOS tell of the session in the main thread, brought to the loop's."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from deskbreak.core.events import Event
from deskbreak.desktop.session.agreement import Agreement
from deskbreak.ports.senses import Tell

log = logging.getLogger(__name__)

InThread = Callable[[Callable[[], object]], object]
"""Has something called in a certain thread, soon; from any thread."""
LOCK, ELSEWHERE = "the lock", "another user"
"""What may say that nobody is in front of our screen. Whoever leaves it to another user mostly locks it too."""
SLEEP_SECONDS = 1.5
"""How long the sleep of the machine waits for us: Windows gives a program two."""


class FromMain:
    """Takes what is told there. For the main thread alone."""

    def __init__(self, in_loop: InThread, tell: Tell, on_sleep: Callable[[], object]) -> None:
        """`on_sleep` is called in the loop when the machine is about to sleep; it goes on as soon as that returns."""
        self._in_loop = in_loop
        self._on_sleep = on_sleep

        def bring(event: Event) -> None:
            in_loop(lambda: tell(event))

        self._agreement = Agreement(bring)

    def hidden(self, by: str, hidden: bool) -> None:
        """Our screen is out of sight because of this, or no more."""
        self._agreement.say(by, hidden)

    def sleeps(self) -> None:
        """The machine goes to sleep once this is back."""
        saved = threading.Event()

        def save() -> None:
            try:
                self._on_sleep()
            finally:
                saved.set()

        self._in_loop(save)
        if not saved.wait(SLEEP_SECONDS):
            log.warning("the machine goes to sleep before the state is saved")

    def woke(self) -> None:
        """The machine woke: the loop looks at its clocks now, and not when it had meant to wake."""
        self._in_loop(lambda: None)
