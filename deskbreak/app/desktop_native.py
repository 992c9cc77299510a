"""What Windows and macOS have for us: tray and notifications. `app/desktop.py` is the same on Linux.

There the tray owns the main thread, and all the rest lives in a second one; see `app/beside.py`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from deskbreak import tray_drawing
from deskbreak.app.beside import Beside
from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import Notifiers, others
from deskbreak.app.senses_in_threads import ThreadedSenses, senses_here
from deskbreak.app.tray import Tray
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.desktop.notify.toast import ToastNotifier
from deskbreak.desktop.tray.native import NativeTray
from deskbreak.ports import Post, Unavailable
from deskbreak.ports.notices import Notifier
from deskbreak.ports.tray import Menu, Panel
from deskbreak.words import _

log = logging.getLogger(__name__)


def serve(loop: Loop, live: Callable[[Callable[..., NativeDesktop]], None]) -> None:
    """Run `live` with the class of the desktop: beside the tray, or where there can be none, in this thread."""
    beside = Beside(loop)
    if sys.platform == "win32":
        from deskbreak.desktop.session.windows import heed_console

        heed_console(beside.leave_now)
    try:
        tray = NativeTray(tray_drawing.draw)
    except Unavailable as reason:
        without = partial(NativeDesktop, None, str(reason))
        beside.alone(lambda: live(without))
    else:
        beside.run(lambda: live(partial(NativeDesktop, tray, "")), tray)


class NativeDesktop:
    """Gives `notifiers` the best there is, and shows each view in the tray."""

    def __init__(
        self,
        host: NativeTray | None,
        no_tray: str,
        loop: Loop,
        notifiers: Notifiers,
        menu: Callable[[], Menu],
        moment: Callable[[], Moment],
        post: Post,
        icon: Path,
        note: Path,
        on_missing: Callable[[str], None],
    ) -> None:
        """`no_tray` says why there is no host; the rest is as in `app/desktop.py`."""
        self._host = host
        self._no_tray = no_tray
        self._loop = loop
        self._notifiers = notifiers
        self._menu = menu
        self._moment = moment
        self._post = post
        self._icon = icon
        self._note = note
        self._on_missing = on_missing
        self._tray: Tray | None = None
        self._panel = Panel.UNKNOWN
        self._toast: ToastNotifier | None = None
        self._senses = ThreadedSenses(loop, None if host is None else host.in_main, senses_here())

    def __call__(self, view: View, now: float) -> None:
        """Show this view in the tray, if there is one."""
        if self._tray is not None:
            self._tray(view, now)

    @property
    def senses(self) -> ThreadedSenses:
        """What can be known here of whoever sits there."""
        return self._senses

    def choose_panel(self, panel: Panel | None) -> None:
        """Draw the icon for such a panel; where nobody chose, for whatever panel it may be."""
        self._panel = Panel.UNKNOWN if panel is None else panel
        if self._tray is not None:
            self._tray.paint_for(self._panel)

    @property
    def tray(self) -> str:
        """The tray that shows our icon, "none" while none does."""
        return self._host.name if self._host is not None and self._host.seen else "none"

    def join(self) -> None:
        """Take what there is; say what is missing."""
        self._notifiers.use_best(others(self._icon, self._toasts))
        if self._host is None:
            self._on_missing(_("No tray: {reason}.").format(reason=self._no_tray))
            return
        self._host.serve(self._menu, lambda request: self._loop.wake_with(partial(self._post, request)))
        self._tray = Tray(self._host, self._moment, on_unseen=self._unseen)
        self._tray.paint_for(self._panel)
        self._loop.add_timed(self._tray)

    def close(self) -> None:
        """Take everything of ours off the screen."""
        self._notifiers.end()
        if self._toast is not None:
            self._toast.close()
        self._senses.close()
        if self._host is not None:
            self._host.close()

    def _unseen(self) -> None:
        log.warning("the tray has not taken our icon")

    def _toasts(self) -> Notifier:
        told = self._notifiers
        self._toast = ToastNotifier(self._icon, self._note, self._post, told.failed, told.over, self._loop.wake_with)
        return self._toast
