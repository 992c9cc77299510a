"""The notifiers of this machine, best first, and why the others are not used."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from deskbreak.desktop.notify.terminal import TerminalNotifier
from deskbreak.ports import Unavailable
from deskbreak.ports.notices import Notice, Notifier
from deskbreak.words import _

log = logging.getLogger(__name__)

FREEDESKTOP, TOAST, PLYER, TERMINAL = "freedesktop", "desktop-notifier", "plyer", "terminal"

T = TypeVar("T")
Candidate = tuple[str, Callable[[], T]]
"""Its name, and how to build it: Unavailable, with the reason, where it cannot work."""
Refusals = tuple[tuple[str, str], ...]
"""By name, why a candidate is not used."""


def no_toasts() -> Notifier:
    """On Linux desktop-notifier sends each notice as a new one, so it is not even asked."""
    raise Unavailable(_("on Linux the desktop's own service is better"))


def others(icon: Path, toasts: Callable[[], Notifier] = no_toasts) -> Sequence[Candidate[Notifier]]:
    """What there is besides the desktop's own service and the terminal, best first."""
    return ((TOAST, toasts), (PLYER, lambda: _portable(icon)))


def choose(candidates: Sequence[Candidate[T]]) -> tuple[T | None, Refusals]:
    """The first that can work here, and why each of the others is not used."""
    refused: list[tuple[str, str]] = []
    for place, (name, build) in enumerate(candidates):
        try:
            chosen = build()
        except Unavailable as reason:
            refused.append((name, str(reason)))
        else:
            unneeded = _("not needed: {name} comes first").format(name=name)
            return chosen, (*refused, *((other, unneeded) for other, _build in candidates[place + 1 :]))
    return None, tuple(refused)


class Notifiers:
    """Shows a notice with the best notifier; the terminal has the last word where that one never learns
    whether anybody saw anything, and the word where it failed."""

    def __init__(self) -> None:
        self._chain: Sequence[Notifier] = ()
        self.shown: Notice | None = None
        """What was shown last, until it was answered, put away or withdrawn."""
        self.on_free: Callable[[], object] = lambda: None
        """Called when nothing is shown any more."""
        self.refused: Refusals = ()

    @property
    def takes_back(self) -> bool:
        """Whether there is a screen that notices leave again; a terminal keeps what was said."""
        return any(notifier.tells_failure for notifier in self._chain[:1])

    def use(self, chain: Sequence[Notifier]) -> None:
        """These, best first; the last one always works. What has to stay is shown again: who showed it is gone."""
        self._chain = chain
        if self.shown is not None and self.shown.stays:
            self._show(chain, self.shown)

    def use_best(self, candidates: Sequence[Candidate[Notifier]]) -> None:
        """The best of these that works here, and the terminal after it."""
        best, self.refused = choose(candidates)
        terminal = TerminalNotifier(sys.stdout)
        chain = [best, terminal] if best else [terminal]
        log.info("notifications: %s", ", ".join(notifier.name for notifier in chain))
        for name, why in self.refused:
            log.info("notifications: not %s: %s", name, why)
        self.use(chain)

    def show(self, notice: Notice) -> None:
        """Put it on the screen in place of the last one."""
        self.shown = notice
        self._show(self._chain, notice)

    def withdraw(self) -> None:
        """Take away whatever is on the screen."""
        for notifier in self._chain:
            notifier.withdraw()
        self.over()

    def take_away(self, notice: Notice) -> None:
        """Take this one away, unless another has its place by now."""
        if notice is self.shown:
            self.withdraw()

    def over(self) -> None:
        """Somebody answered the notice, or put it away, or its time was up."""
        self.shown = None
        self.on_free()

    def end(self) -> None:
        """Take away what is on the screen, and show nothing more."""
        self.withdraw()
        self._chain = ()

    def failed(self, notice: Notice) -> None:
        """The best could not show this, or not yet."""
        self._show(self._chain[1:], notice)

    def _show(self, chain: Sequence[Notifier], notice: Notice) -> None:
        for notifier in chain:
            notifier.show(notice)
            if notifier.tells_failure:
                break


def _portable(icon: Path) -> Notifier:
    # Imported here: where there is something better, it is never needed.
    from deskbreak.desktop.notify.portable import PortableNotifier

    return PortableNotifier(icon)
