"""What this desktop has for us: its bus with tray and notifications, or else less than that.

Tried at the start, and about once a minute while there is no bus: at login it may come after us, and a bus
that was lost (a logout that left us running) may come back. The view that is told each minute is the occasion.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from deskbreak import tray_icon
from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import FREEDESKTOP, Notifiers, others
from deskbreak.app.senses_linux import LinuxSenses
from deskbreak.app.tray import Tray
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.notify.freedesktop import FreedesktopNotifier
from deskbreak.desktop.tray.panel import follow_panel
from deskbreak.desktop.tray.sni import StatusNotifierTray
from deskbreak.ports import Post, Unavailable
from deskbreak.ports.notices import Notifier
from deskbreak.ports.tray import NO_TRAY, Menu, Panel
from deskbreak.words import _

log = logging.getLogger(__name__)

TRY_EVERY = 45.0
"""Seconds at least between two looks for a bus: a little less than between two views while nothing happens."""
LAST_WORD_SECONDS = 1.0
"""How long the end waits for the notification service to say what it shows."""


class Desktop:
    """Gives `notifiers` the best there is, and shows each view in the tray."""

    def __init__(
        self,
        loop: Loop,
        notifiers: Notifiers,
        menu: Callable[[], Menu],
        moment: Callable[[], Moment],
        post: Post,
        icon: Path,
        note: Path,
        on_missing: Callable[[str], None],
    ) -> None:
        """`on_missing` is told in one line what this desktop lacks; `note` is where the notifier keeps its id."""
        self._loop = loop
        self._notifiers = notifiers
        self._menu = menu
        self._moment = moment
        self._post = post
        self._icon = icon
        self._note = note
        self._on_missing = on_missing
        self._bus: Bus | None = None
        self._notifier: FreedesktopNotifier | None = None
        self._tray: Tray | None = None
        self._view: View | None = None
        self._panel_chosen: Panel | None = None
        self._panel_found = Panel.UNKNOWN
        self._senses = LinuxSenses(loop, os.environ)
        self._told_no_tray = False
        self._look_at = 0.0
        """Not before this moment is it worth to look again for a bus."""

    def __call__(self, view: View, now: float) -> None:
        """Show this view in the tray, if there is one. Without a bus it is time to look for one."""
        self._view = view
        self._senses(view, now)
        if self._tray is not None:
            self._tray(view, now)
        elif self._bus is None and now >= self._look_at:
            self._look()

    @property
    def senses(self) -> LinuxSenses:
        """What can be known here of whoever sits there."""
        return self._senses

    def choose_panel(self, panel: Panel | None) -> None:
        """Draw the icon for such a panel; None goes by what the desktop tells."""
        self._panel_chosen = panel
        self._paint()

    @property
    def tray(self) -> str:
        """The tray that shows our icon, NO_TRAY while none does."""
        return self._tray.host.name if self._tray is not None and self._tray.host.seen else NO_TRAY

    def join(self) -> None:
        """Take what there is; say what is missing."""
        try:
            bus = Bus("SESSION", self._loop.clock.now)
        except Unavailable as reason:
            self._drop()
            self._do_without(reason, _("No tray and no notifications: {reason}.").format(reason=reason))
            return
        self._serve(bus)
        self._take(bus)

    def close(self) -> None:
        """Take everything of ours off the screen."""
        self._notifiers.end()
        self._await_last_word()
        if self._tray is not None:
            self._tray.host.close()
        self._senses.close()
        if self._bus is not None:
            self._bus.close()

    def _look(self) -> None:
        """See whether there is a bus by now that lets us in."""
        try:
            bus = Bus("SESSION", self._loop.clock.now)
        except Unavailable as reason:
            log.debug("still %s", reason)
            self._drop()
            return
        self._serve(bus)
        bus.on_greeted = lambda: self._join_late(bus)
        bus.on_lost = self._drop

    def _serve(self, bus: Bus) -> None:
        self._bus = bus
        self._loop.add(bus)
        self._loop.add_timed(bus)

    def _join_late(self, bus: Bus) -> None:
        log.info("the session bus is there")
        self._take(bus)
        if self._view is not None:
            self(self._view, self._loop.clock.now())

    def _take(self, bus: Bus) -> None:
        bus.on_lost = self._lost
        self._notifier = notifier = self._native(bus)
        self._loop.add_timed(notifier)
        self._notify_with(lambda: notifier)
        host = StatusNotifierTray(bus, tray_icon.pixmaps, self._menu, self._post)
        self._tray = Tray(host, self._moment, on_unseen=self._no_tray)
        self._loop.add_timed(self._tray)
        follow_panel(bus, os.environ, self._panel_is)
        self._senses.use_bus(bus)

    def _panel_is(self, panel: Panel) -> None:
        self._panel_found = panel
        self._paint()

    def _paint(self) -> None:
        if self._tray is not None:
            self._tray.paint_for(self._panel_found if self._panel_chosen is None else self._panel_chosen)

    def _no_tray(self) -> None:
        """Once: a bus that came back without a tray is no news."""
        if not self._told_no_tray:
            self._told_no_tray = True
            self._on_missing(_("This desktop shows no tray icons; reminders come as notifications all the same."))

    def _lost(self) -> None:
        self._drop()
        gone = Unavailable(_("the session bus went away"))
        self._do_without(gone, _("The session bus went away, and the tray and notifications with it."))

    def _drop(self) -> None:
        """Without what stood on the bus, until the next look."""
        for part in (self._bus, self._tray, self._notifier):
            if part is not None:
                self._loop.remove_timed(part)
        if self._bus is not None:
            self._loop.remove(self._bus)
        self._bus = self._tray = self._notifier = None
        self._senses.use_bus(None)
        self._look_at = self._loop.clock.now() + TRY_EVERY

    def _do_without(self, reason: Unavailable, told: str) -> None:
        def unavailable() -> Notifier:
            raise reason

        self._on_missing(told)
        self._notify_with(unavailable)

    def _native(self, bus: Bus) -> FreedesktopNotifier:
        told, clock = self._notifiers, self._loop.clock.now
        return FreedesktopNotifier(bus, self._icon, self._note, self._post, clock, told.failed, told.over)

    def _notify_with(self, native: Callable[[], Notifier]) -> None:
        self._notifiers.use_best([(FREEDESKTOP, native), *others(self._icon)])

    def _await_last_word(self) -> None:
        """A notice that is just being shown can be taken away only once its id is known."""
        alarm = _Alarm(self._loop.clock.now() + LAST_WORD_SECONDS)
        self._loop.add_timed(alarm)
        while alarm.deadline is not None and self._notifier is not None and not self._notifier.settled:
            self._loop.turn()


class _Alarm:
    """A `Timed` that ends a wait."""

    def __init__(self, deadline: float) -> None:
        self.deadline: float | None = deadline

    def on_time(self, _now: float) -> None:
        self.deadline = None
