"""Seeing the moment a tray icon appears: as a StatusNotifierItem on D-Bus, or docked by XEMBED on X11."""

from __future__ import annotations

import os
import selectors
import time
from collections.abc import Callable
from typing import Any, TypeVar

import Xlib.display
import Xlib.error
import Xlib.X
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, Properties, message_bus
from jeepney.io.blocking import open_dbus_connection

T = TypeVar("T")
WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
_PROPERTIES = Properties(DBusAddress("/StatusNotifierWatcher", bus_name=WATCHER, interface=WATCHER))


class Ended(Exception):
    """The process that was waited for ended first."""


class TrayWatch:
    """Listens on the session bus and on the X root window; a wait ends with the event, nothing is polled."""

    def __init__(self, bus: str, display: str) -> None:
        self._bus = open_dbus_connection(bus=bus)
        self._x = Xlib.display.Display(display)
        self._root = self._x.screen().root
        self._root.change_attributes(event_mask=Xlib.X.SubstructureNotifyMask | Xlib.X.PropertyChangeMask)
        self._x.flush()
        for rule in (
            MatchRule(type="signal", interface=WATCHER),
            MatchRule(type="signal", interface=ITEM, member="NewIcon"),
            MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged"),
        ):
            self._bus.send_and_get_reply(message_bus.AddMatch(rule))

    def close(self) -> None:
        """Ends both connections."""
        self._bus.close()
        self._x.close()

    def start_service(self, name: str) -> None:
        """Has the bus start the owner of `name` and waits until it owns it."""
        reply = self._bus.send_and_get_reply(message_bus.StartServiceByName(name), timeout=20)
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(f"{name} does not start: {reply.body}")

    def wait_window_manager(self, seconds: float, pid: int) -> None:
        """Until a window manager owns the screen."""
        atom = self._x.intern_atom("_NET_SUPPORTING_WM_CHECK")
        self._wait(seconds, pid, lambda _messages, _events: self._root.get_full_property(atom, Xlib.X.AnyPropertyType))

    def wait_host(self, seconds: float, pid: int) -> None:
        """Until a panel says that it shows StatusNotifierItems."""
        self._wait(seconds, pid, lambda _messages, _events: self._has_host())

    def forget(self) -> None:
        """Drops what has happened so far, so that the next wait sees only a new icon."""
        self._messages()
        self._events()

    def redrawn(self) -> int:
        """How often an icon has told since the last look, or since `forget`, that it looks otherwise."""
        return sum(message.header.fields.get(HeaderFields.member) == "NewIcon" for message in self._messages())

    def wait_icon(self, seconds: float, pid: int) -> tuple[str, float]:
        """How a new icon appeared ("SNI" or "XEMBED") and when, on the monotonic clock.

        Raises Ended when process `pid` ends before, and TimeoutError.
        """

        def seen(messages: list[Message], events: list[Any]) -> tuple[str, float] | None:
            now = time.monotonic()
            if any(_is_registration(message) for message in messages):
                return "SNI", now
            if any(self._is_docking(event) for event in events):
                return "XEMBED", now
            return None

        return self._wait(seconds, pid, seen)

    def _wait(self, seconds: float, pid: int, check: Callable[[list[Message], list[Any]], T | None]) -> T:
        """The first true answer of `check`, asked again with the news after each event on the bus or the screen."""
        end = time.monotonic() + seconds
        process = os.pidfd_open(pid)
        try:
            with selectors.DefaultSelector() as selector:
                for source in (self._bus.sock, self._x.fileno(), process):
                    selector.register(source, selectors.EVENT_READ)
                while not (answer := check(self._messages(), self._events())):
                    # Events that came along with an answer are in Xlib's queue already: the socket stays silent.
                    ready = [] if self._x.pending_events() else selector.select(max(0.0, end - time.monotonic()))
                    if any(key.fileobj == process for key, _ in ready):
                        raise Ended("it ended")
                    if time.monotonic() >= end:
                        raise TimeoutError(f"nothing seen in {seconds:.0f} s")
                return answer
        finally:
            os.close(process)

    def _messages(self) -> list[Message]:
        """What has arrived from the bus."""
        arrived = []
        while True:
            try:
                arrived.append(self._bus.receive(timeout=0))
            except TimeoutError:
                return arrived

    def _events(self) -> list[Any]:
        """What has arrived from the X server."""
        return [self._x.next_event() for _ in range(self._x.pending_events())]

    def _has_host(self) -> bool:
        reply = self._bus.send_and_get_reply(_PROPERTIES.get("IsStatusNotifierHostRegistered"))
        return reply.header.message_type is MessageType.method_return and bool(reply.body[0][1])

    def _is_docking(self, event: Any) -> bool:
        """Whether a window left the root for a socket that embeds it (window managers reparent too)."""
        if event.type != Xlib.X.ReparentNotify or event.parent.id == self._root.id:
            return False
        info = self._x.intern_atom("_XEMBED_INFO")
        try:
            return event.window.get_full_property(info, Xlib.X.AnyPropertyType) is not None
        except Xlib.error.XError:
            return False


def _is_registration(message: Message) -> bool:
    return bool(message.header.fields.get(HeaderFields.member) == "StatusNotifierItemRegistered")
