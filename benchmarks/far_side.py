"""The far side of a desktop: a notification service and a tray on a bus, which see and press what deskbreak shows."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, message_bus, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

NOTIFICATIONS = DBusAddress("/org/freedesktop/Notifications", interface="org.freedesktop.Notifications")
NAMES = ("org.freedesktop.Notifications", "org.kde.StatusNotifierWatcher")
DISMISSED, BY_CALL = 2, 3  # reasons of NotificationClosed


def now() -> float:
    """The clock that deskbreak goes by: a moment here is the same moment there."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True)
class Seen:
    """A notification, and when it arrived."""

    at: float
    ident: int
    title: str
    actions: tuple[str, ...]  # key, label, key, label …

    @property
    def buttons(self) -> tuple[str, ...]:
        """The keys of what is drawn as a button."""
        return tuple(key for key in self.actions[::2] if key != "default")


class FarSide:
    """Owns the names on the bus at this address, and answers while it waits for something."""

    def __init__(self, address: str) -> None:
        self._bus = open_dbus_connection(bus=address)
        self._answers: dict[str, Callable[[Message], tuple[str, tuple[Any, ...]]]] = {
            "GetServerInformation": lambda _call: ("ssss", ("benchmark", "deskbreak", "1", "1.2")),
            "GetCapabilities": lambda _call: ("as", (["body", "actions", "body-markup"],)),
            "Notify": self._notify,
            "CloseNotification": self._close,
            "RegisterStatusNotifierItem": lambda _call: ("", ()),
            "Get": lambda _call: ("v", (("b", True),)),
        }
        self._seen: Seen | None = None
        self._shown: set[int] = set()
        self._last = 0
        for name in NAMES:
            self._bus.send_and_get_reply(message_bus.RequestName(name))

    def close(self) -> None:
        """Leaves the bus."""
        self._bus.close()

    def next(self, seconds: float) -> Seen:
        """The next notification; TimeoutError when none comes in time."""
        self._seen, end = None, now() + seconds
        while self._seen is None:
            self._serve(end - now())
        return self._seen

    def serve(self, seconds: float) -> None:
        """Answers for so long, whatever comes."""
        end = now() + seconds
        while (left := end - now()) > 0:
            try:
                self._serve(left)
            except TimeoutError:
                return

    def press(self, seen: Seen, key: str) -> None:
        """Presses a button of a notification, which then closes, as in most services."""
        self._signal("ActionInvoked", "us", (seen.ident, key))
        self.dismiss(seen)

    def dismiss(self, seen: Seen) -> None:
        """Closes a notification, as a person does."""
        self._end(seen.ident, DISMISSED)

    def _serve(self, seconds: float) -> None:
        """Takes in and answers one message; TimeoutError when none comes in time."""
        message = self._bus.receive(timeout=max(0.0, seconds))
        at = now()
        if message.header.message_type is not MessageType.method_call:
            return
        member = message.header.fields[HeaderFields.member]
        signature, body = self._answers[member](message)
        self._bus.send(new_method_return(message, signature, body))
        if member == "Notify":
            _app, _replaces, _icon, title, _text, actions, _hints, _expire = message.body
            self._seen = Seen(at, self._last, title, tuple(actions))

    def _notify(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        replaces = call.body[1]
        self._last = replaces if replaces in self._shown else self._last + 1
        self._shown.add(self._last)
        return "u", (self._last,)

    def _close(self, call: Message) -> tuple[str, tuple[Any, ...]]:
        self._end(call.body[0], BY_CALL)
        return "", ()

    def _end(self, ident: int, reason: int) -> None:
        if ident in self._shown:
            self._shown.remove(ident)
            self._signal("NotificationClosed", "uu", (ident, reason))

    def _signal(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self._bus.send(new_signal(NOTIFICATIONS, member, signature, body))
