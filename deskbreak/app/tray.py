"""Keeps the tray icon as the engine stands."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

from deskbreak import tray_view
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.ports.tray import Panel, TrayHost

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds after which a desktop that has not taken the icon is believed to have no tray (so far)."""


class Tray:
    """Told each view; a `Timed` for the heads-up, and for noticing once that nobody shows the icon."""

    def __init__(self, host: TrayHost, moment: Callable[[], Moment], on_unseen: Callable[[], None]) -> None:
        self.host = host
        self._moment = moment
        self._on_unseen: Callable[[], None] | None = on_unseen
        self._judged_at = moment().now + PATIENCE
        self._panel = Panel.UNKNOWN
        self._view: View | None = None
        self._next_change: float | None = None
        self._lines: tuple[object, ...] = ()

    def __call__(self, view: View, now: float) -> None:
        """Show this view."""
        self._view = view
        self._next_change = tray_view.next_change(view, now)
        icon = replace(tray_view.icon(view, now), panel=self._panel)
        self.host.show(icon, tray_view.tooltip(view, self._moment()))
        lines = (view.phase, view.asked, view.can_snooze, tuple(view.pauses), tuple(view.quiet), view.standing)
        if lines != self._lines:
            # Labels that tell the time are worked out when the menu opens; only other lines are news.
            self._lines = lines
            self.host.refresh_menu()

    def paint_for(self, panel: Panel) -> None:
        """Draw the icon for such a panel from now on."""
        self._panel = panel
        self._draw_again(self._moment().now)

    @property
    def deadline(self) -> float | None:
        moments = [] if self._next_change is None else [self._next_change]
        if self._on_unseen is not None:
            moments.append(self._judged_at)
        return min(moments, default=None)

    def on_time(self, now: float) -> None:
        """The heads-up begins, or it is time to judge whether there is a tray."""
        if self._on_unseen is not None and now >= self._judged_at:
            tell, self._on_unseen = self._on_unseen, None
            if not self.host.seen:
                tell()
        if self._next_change is not None and now >= self._next_change:
            self._draw_again(now)

    def _draw_again(self, now: float) -> None:
        try:
            if self._view is not None:
                self(self._view, now)
        except Exception:
            # The icon is not worth the reminders: a package that is being renewed may lack its picture for a moment.
            log.exception("the tray icon could not be drawn")
