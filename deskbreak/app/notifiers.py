"""The notifiers of this machine, best first."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.ports import Notice, Notifier


class Notifiers:
    """Shows a notice with the first of them, and with all the others when that one says it failed.

    Only the desktop's own service can say so; the others never learn whether anybody saw anything.
    """

    def __init__(self) -> None:
        self._chain: Sequence[Notifier] = ()

    def use(self, chain: Sequence[Notifier]) -> None:
        """These, best first; the last one always works."""
        self._chain = chain

    @property
    def name(self) -> str:
        return self._chain[0].name

    def show(self, notice: Notice) -> None:
        """Put it on the screen in place of the last one."""
        self._chain[0].show(notice)

    def withdraw(self) -> None:
        """Take away whatever is on the screen."""
        for notifier in self._chain:
            notifier.withdraw()

    def failed(self, notice: Notice) -> None:
        """The first could not show this."""
        for notifier in self._chain[1:]:
            notifier.show(notice)
