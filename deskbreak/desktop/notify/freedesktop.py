"""Notices through org.freedesktop.Notifications.

One notification, ever: it is replaced in place by its id, and withdrawn when it is moot. Each action
carries the number of the notice it belongs to, so that a button of an older one presses nothing, and
a press that the server sends twice counts once.
Specification: https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from deskbreak.desktop.activation import Activation
from deskbreak.desktop.bus import BUS_NAME, BUS_PATH, DISCONNECTED, Body, Bus
from deskbreak.desktop.notify.letter import DEFAULT, pressed
from deskbreak.desktop.notify.note import Note
from deskbreak.desktop.notify.service import NAME, PATH, PATIENCE, Service, Wish
from deskbreak.ports import Post, Request
from deskbreak.ports.notices import Notice

log = logging.getLogger(__name__)

SIGNALS = {"ActivationToken": "us", "ActionInvoked": "us", "NotificationClosed": "uu"}
DISMISSED = 2
"""The reason of NotificationClosed that means a person closed it."""


class FreedesktopNotifier:
    """The `Notifier` of Linux desktops, and a `Timed`. The service may start late, crash and come back."""

    name = "freedesktop"
    tells_failure = True

    def __init__(
        self,
        bus: Bus,
        icon: Path,
        note: Path,
        post: Post,
        clock: Callable[[], float],
        on_failed: Callable[[Notice], None],
        on_over: Callable[[], None] = lambda: None,
        patience: float = PATIENCE,
    ) -> None:
        """`on_failed` gets a notice that no service would show, or not within `patience` seconds; `on_over` is
        called when somebody answered a notice or it was closed. The file `note` says what is on the screen, so
        that a program that was killed can take it away, or its place, when it is started again."""
        self._bus = bus
        self._icon = icon
        self._note = Note(note)
        self._post = post
        self._clock = clock
        self._on_failed = on_failed
        self._on_over = on_over
        self._patience = patience
        self._service: Service | None = None
        self._wish: Wish | None = None
        self._number = 0
        self._activation = Activation(clock)
        self._missed = False
        """Whether it was said that there is no service."""
        bus.on_signal(PATH, NAME, self._signalled, SIGNALS)
        bus.watch_name(NAME, self._owner_changed)

    @property
    def settled(self) -> bool:
        """Whether the screen is known to be as it should be."""
        return self._service.settled if self._service else self._wish is None

    @property
    def deadline(self) -> float | None:
        return self._service.deadline if self._service else None

    def on_time(self, now: float) -> None:
        if self._service:
            self._service.on_time(now)

    def show(self, notice: Notice) -> None:
        before = self._wish.notice if self._wish else None
        if before is None or (before.buttons, before.click) != (notice.buttons, notice.click):
            # While they stay the same, a press on the notice that is being replaced means the same.
            self._number += 1
        self._wish = Wish(notice, self._number)
        if self._service:
            self._service.show(self._wish)
        else:
            self._start()

    def withdraw(self) -> None:
        self._wish = None
        if self._service:
            self._service.withdraw()

    # -- the service --------------------------------------------------------

    def _start(self) -> None:
        """Have the bus start a service, where it knows one; it then takes the name."""
        self._bus.call(
            BUS_NAME,
            BUS_PATH,
            BUS_NAME,
            "StartServiceByName",
            "su",
            (NAME, 0),
            on_error=self._not_started,
            limit=self._patience,
        )

    def _not_started(self, error: str) -> None:
        if self._service is not None or self._wish is None or error == DISCONNECTED:
            return
        if not self._missed:
            log.warning("there is no notification service: %s", error)
        self._missed = True
        self._on_failed(self._wish.notice)

    def _owner_changed(self, owner: str) -> None:
        if self._service is not None:
            if owner == self._service.owner:
                return
            self._leave(self._service, owner)
        self._service = self._serve(owner) if owner else None

    def _leave(self, service: Service, owner: str) -> None:
        if service.ident and self._wish is not None and not self._wish.notice.stays:
            # It was seen; only what has to stay is worth telling twice.
            self._wish = None
        elif not owner:
            service.fail()
        # It may go on without the name; then nobody else would take away what it shows.
        service.withdraw()

    def _serve(self, owner: str) -> Service:
        self._missed = False
        service = Service(self._bus, owner, self._icon, self._note, self._clock, self._on_failed, self._patience)
        if self._wish is None:
            # Left by one of us that was killed.
            service.withdraw()
        else:
            service.show(self._wish)
        return service

    # -- answers ------------------------------------------------------------

    def _signalled(self, sender: str, member: str, body: Body) -> None:
        service, wish = self._service, self._wish
        if service is None or wish is None or sender != service.owner or not service.ident or body[0] != service.ident:
            return
        if member == "ActivationToken":
            self._activation.offer(body[1])
        elif member == "ActionInvoked":
            self._pressed(service, wish, body[1])
        else:
            self._closed(service, wish, body[1])

    def _pressed(self, service: Service, wish: Wish, action: str) -> None:
        request = _request(wish, action, service.number)
        if request is None:
            return
        request = self._activation.with_token(request)
        # Most servers take it away by now.
        service.withdraw()
        self._over()
        self._post(request)

    def _closed(self, service: Service, wish: Wish, reason: int) -> None:
        service.forget()
        self._over()
        if reason == DISMISSED and wish.notice.put_away is not None:
            self._post(wish.notice.put_away)

    def _over(self) -> None:
        self._wish = None
        self._activation.offer("")
        self._on_over()


def _request(wish: Wish, action: str, number: int) -> Request | None:
    """What an action asks for; `number` is that of the notice on the screen, whose place this one may be to take."""
    if action == DEFAULT:
        return wish.notice.click if number == wish.number else None
    index = pressed(action, wish.number)
    buttons = wish.notice.buttons
    return buttons[index].request if index is not None and index < len(buttons) else None
