"""The notifiers of this machine, best first."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.ports import Notice, Notifier


class Notifiers:
    """Shows a notice with the first of them that would say if it failed, and with those before it.

    Only the desktop's own service can say so; the others never learn whether anybody saw anything, so
    the terminal has the last word after them.
    """

    def __init__(self) -> None:
        self._chain: Sequence[Notifier] = ()

    def use(self, chain: Sequence[Notifier]) -> None:
        """These, best first; the last one always works."""
        self._chain = chain

    def show(self, notice: Notice) -> None:
        """Put it on the screen in place of the last one."""
        self._show(self._chain, notice)

    def withdraw(self) -> None:
        """Take away whatever is on the screen."""
        for notifier in self._chain:
            notifier.withdraw()

    def failed(self, notice: Notice) -> None:
        """The first could not show this."""
        self._show(self._chain[1:], notice)

    def _show(self, chain: Sequence[Notifier], notice: Notice) -> None:
        for notifier in chain:
            notifier.show(notice)
            if notifier.tells_failure:
                break
