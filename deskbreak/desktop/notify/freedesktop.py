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
from typing import Any

from deskbreak.desktop.bus import Body, Bus
from deskbreak.desktop.notify.servers import Server, server
from deskbreak.ports import Can, Notice, Post, Request

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
NORMAL, CRITICAL = 1, 2
SERVER_DECIDES, NEVER = -1, 0
"""Values of expire_timeout."""
# html.escape and its likes would bring megabytes of modules along.
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
DISMISSED = 2
"""The reason of NotificationClosed that means a person closed it."""


class FreedesktopNotifier:
    """The `Notifier` of Linux desktops. The service may start late, crash and come back."""

    name = "freedesktop"

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
        bus.on_signal(PATH, NAME, None, self._signalled)
        bus.watch_name(NAME, self._owner_changed)

    @property
    def can(self) -> frozenset[Can]:
        if self._server is None or self._server.buttons:
            return frozenset(Can)
        return frozenset(Can) - {Can.BUTTONS}

    def show(self, notice: Notice) -> None:
        self._notice = notice
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
        self._note.unlink(missing_ok=True)

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
        )

    def _actions(self, notice: Notice, to: Server) -> list[tuple[str, str]]:
        return [(str(index), button.label) for index, button in enumerate(notice.buttons)] if to.buttons else []

    def _sent(self, body: Body) -> None:
        self._id = body[0]
        self._note.write_text(f"{self._owner} {self._id}", encoding="ascii")
        self._settle()

    def _not_sent(self, error: str) -> None:
        log.warning("the notification service did not show a notice: %s", error)
        self._id = 0
        notice, self._notice = self._notice, None
        self._settle()
        if notice is not None:
            self._on_failed(notice)

    def _settle(self) -> None:
        self._asking = False
        if self._stale:
            self._stale = False
            self._refresh()

    # -- the service --------------------------------------------------------

    def _ask_server(self) -> None:
        self._asking = True

        def informed(information: Body) -> None:
            self._bus.call(NAME, PATH, NAME, "GetCapabilities", on_reply=able, on_error=self._not_sent)
            self._name = information[0]

        def able(capabilities: Body) -> None:
            self._server = server(self._name, capabilities[0])
            self._stale = True
            self._settle()

        self._bus.call(NAME, PATH, NAME, "GetServerInformation", on_reply=informed, on_error=self._not_sent)

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
        except (FileNotFoundError, UnicodeDecodeError):
            return 0
        return int(ident) if owner == self._owner and ident.isdecimal() else 0

    # -- answers ------------------------------------------------------------

    def _signalled(self, member: str, body: Body) -> None:
        if self._notice is None or not self._id or body[0] != self._id:
            return
        if member == "ActionInvoked":
            self._pressed(self._notice, body[1])
        elif member == "NotificationClosed":
            self._closed(self._notice, body[1])

    def _pressed(self, notice: Notice, action: str) -> None:
        request = self._request(notice, action)
        if request is None:
            return
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
        self._notice = None
        self._gone()
        if reason == DISMISSED and notice.put_away is not None:
            self._post(notice.put_away)
