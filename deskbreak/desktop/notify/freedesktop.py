"""Notices through org.freedesktop.Notifications.

One notification, ever: it is replaced in place by its id, and withdrawn when it is moot. Each action
carries the number of the notice it belongs to, so that a button of an older one presses nothing, and
a press that the server sends twice counts once.
Specification: https://specifications.freedesktop.org/notification-spec/latest/
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskbreak.desktop.bus import Body, Bus, OnError
from deskbreak.desktop.notify.servers import Server, server
from deskbreak.ports import Notice, Post, Request

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
NORMAL, CRITICAL = 1, 2
SERVER_DECIDES, NEVER = -1, 0
"""Values of expire_timeout."""
# html.escape and its likes would bring megabytes of modules along.
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
SHOW_LIMIT = 600.0
"""Seconds a service may take to show a notice: what a hung one shows at last has to be taken away again."""
DISMISSED = 2
"""The reason of NotificationClosed that means a person closed it."""


@dataclass(frozen=True, slots=True)
class About:
    """What a notification service says of itself."""

    name: str
    vendor: str
    version: str
    capabilities: tuple[str, ...]


def ask_about(bus: Bus, on_known: Callable[[About], None], on_error: OnError) -> None:
    """Ask the service what it is; the bus starts it where it can. One of the two is called, later."""

    def informed(information: Body) -> None:
        name, vendor, version, *_specification = information
        bus.call(
            NAME,
            PATH,
            NAME,
            "GetCapabilities",
            on_reply=lambda body: on_known(About(name, vendor, version, tuple(body[0]))),
            on_error=on_error,
        )

    bus.call(NAME, PATH, NAME, "GetServerInformation", on_reply=informed, on_error=on_error)


class FreedesktopNotifier:
    """The `Notifier` of Linux desktops. The service may start late, crash and come back."""

    name = "freedesktop"
    tells_failure = True

    def __init__(self, bus: Bus, icon: Path, note: Path, post: Post, on_failed: Callable[[Notice], None]) -> None:
        """`on_failed` gets a notice that no service would show. The file `note` says what is on the screen, so
        that a program that was killed can take it away, or its place, when it is started again."""
        self._bus = bus
        self._icon = icon
        self._note = note
        self._post = post
        self._on_failed = on_failed
        self._server: Server | None = None
        self._owner = ""
        self._notice: Notice | None = None
        self._number = 0
        self._id = 0
        self._asking = False
        self._stale = False
        """The screen is not as it should be, but a reply that tells our id has to come first."""
        bus.on_signal(PATH, NAME, self._signalled)
        bus.watch_name(NAME, self._owner_changed)

    @property
    def settled(self) -> bool:
        """Whether the screen is known to be as it should be."""
        return not self._asking

    def show(self, notice: Notice) -> None:
        before, self._notice = self._notice, notice
        if before is None or (before.buttons, before.click) != (notice.buttons, notice.click):
            # While they stay the same, a press on the notice that is being replaced means the same.
            self._number += 1
        self._refresh()

    def withdraw(self) -> None:
        self._notice = None
        self._refresh()

    # -- the screen ---------------------------------------------------------

    def _refresh(self) -> None:
        """Bring the screen to what `_notice` says, one call at a time."""
        if self._asking:
            self._stale = True
        elif self._notice is None:
            self._close()
        elif self._server is None:
            self._ask_server()
        else:
            self._send(self._notice, self._server)

    def _close(self) -> None:
        if self._id:
            self._bus.call(NAME, PATH, NAME, "CloseNotification", "u", (self._id,))
            self._gone()

    def _gone(self) -> None:
        self._id = 0
        try:
            self._note.unlink(missing_ok=True)
        except OSError as error:
            log.warning("the note of a notice stays behind: %s", error)

    def _send(self, notice: Notice, to: Server) -> None:
        urgency = CRITICAL if notice.stays and to.stays_when_critical else NORMAL
        hints = {
            "urgency": ("y", urgency),
            "desktop-entry": ("s", "deskbreak"),
            "category": ("s", "deskbreak.reminder"),
        }
        actions = [word for key, label in self._actions(notice, to) for word in (f"{key}:{self._number}", label)]
        if notice.click and not to.default_is_button:
            # The specification gives this key its meaning, so it cannot carry a number.
            actions += ["default", ""]
        words = notice.body if to.buttons else f"{notice.body}\n{notice.unbuttoned}".strip()
        text = words.translate(MARKUP) if to.markup else words
        expire = NEVER if notice.stays else SERVER_DECIDES
        body = ("deskbreak", self._id, str(self._icon), notice.title, text)
        self._asking = True
        self._bus.call(
            NAME,
            PATH,
            NAME,
            "Notify",
            "susssasa{sv}i",
            (*body, actions, hints, expire),
            on_reply=self._sent,
            on_error=self._not_sent,
            limit=SHOW_LIMIT,
        )

    def _actions(self, notice: Notice, to: Server) -> list[tuple[str, str]]:
        return [(str(index), button.label) for index, button in enumerate(notice.buttons)] if to.buttons else []

    def _sent(self, body: Body) -> None:
        self._id = body[0]
        try:
            self._note.write_text(f"{self._owner} {self._id}", encoding="ascii")
        except OSError as error:
            log.warning("a crash would leave this notice on the screen: %s", error)
        self._settle()

    def _not_sent(self, error: str) -> None:
        log.warning("the notification service did not show a notice: %s", error)
        self._id = 0
        self._settle()
        if self._notice is not None:
            # It stays wanted: a service that comes later is given it.
            self._on_failed(self._notice)

    def _settle(self) -> None:
        self._asking = False
        if self._stale:
            self._stale = False
            self._refresh()

    # -- the service --------------------------------------------------------

    def _ask_server(self) -> None:
        self._asking = True
        ask_about(self._bus, self._known, self._not_sent)

    def _known(self, about: About) -> None:
        self._server = server(about.name, about.capabilities)
        self._stale = True
        self._settle()

    def _owner_changed(self, owner: str) -> None:
        another = owner not in ("", self._owner)
        self._owner = owner
        if another:
            self._server = None
            self._id = self._left_over()
            self._refresh()

    def _left_over(self) -> int:
        """The id of what this very service still shows from before; 0 for nothing."""
        try:
            owner, _, ident = self._note.read_text(encoding="ascii").partition(" ")
        except (OSError, UnicodeDecodeError):
            return 0
        return int(ident) if owner == self._owner and ident.isdecimal() else 0

    # -- answers ------------------------------------------------------------

    def _signalled(self, sender: str, member: str, body: Body) -> None:
        if sender != self._owner or self._notice is None or not self._id or body[0] != self._id:
            return
        if member == "ActionInvoked":
            self._pressed(self._notice, body[1])
        elif member == "NotificationClosed":
            self._closed(self._notice, body[1])

    def _pressed(self, notice: Notice, action: str) -> None:
        request = self._request(notice, action)
        if request is None:
            return
        self._stale = self._asking
        # Most servers take it away by now. What comes next gets an id of its own, so that the news of
        # this one's end cannot be taken for the end of that.
        self._notice = None
        self._close()
        self._post(request)

    def _request(self, notice: Notice, action: str) -> Request | None:
        if action == "default":
            return notice.click
        index, _, number = action.partition(":")
        if number != str(self._number) or not index.isdecimal() or int(index) >= len(notice.buttons):
            return None
        return notice.buttons[int(index)].request

    def _closed(self, notice: Notice, reason: Any) -> None:
        # A replacement may be on its way: the reply will tell an id that nobody wants any more.
        self._stale = self._asking
        self._notice = None
        self._gone()
        if reason == DISMISSED and notice.put_away is not None:
            self._post(notice.put_away)
