"""A logind of our own that hands out real inhibitors. It lives in the loop of the test."""

from __future__ import annotations

import os
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

from deskbreak.desktop.session.logind import MANAGER, NAME, OUR_USER, PATH, PROPERTIES, SESSION, USER
from tests.contracts.conftest import Wire

OURS = f"{PATH}/session/_32"
TERMINAL = f"{PATH}/session/_37"
"""The session of somebody who has logged in without a screen, and out again."""
THE_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class Inhibitor:
    """What was handed out; held until the other end is closed."""

    def __init__(self, what: tuple[str, ...]) -> None:
        self.what = what
        self._read, self.write = os.pipe()
        os.set_blocking(self._read, False)

    @property
    def held(self) -> bool:
        try:
            return os.read(self._read, 1) != b""
        except BlockingIOError:
            return True

    def close(self) -> None:
        os.close(self._read)


class FakeLogind:
    """`Source` of the loop. `session` is the object of our session, `ident` its id."""

    wants_write = False

    def __init__(self, wire: Wire, ident: str = "2", display: str = OURS, refuses: bool = False) -> None:
        self.wire = wire
        self.ident = ident
        self.display = display
        self.refuses = refuses
        self.locked, self.active = False, True
        self.sessions = {OURS: ("x11", "active"), TERMINAL: ("tty", "closing")}
        """Type and state of each."""
        self.given: list[Inhibitor] = []
        self.silent = False
        """Whether it takes calls in and never answers."""
        self._connection = open_dbus_connection("SYSTEM", enable_fds=True)
        self._request("RequestName", "su", (NAME, 4))
        wire.loop.add(self)

    @property
    def inhibitor(self) -> Inhibitor:
        return self.given[-1]

    def fileno(self) -> int:
        return int(self._connection.sock.fileno())

    def ready(self) -> None:
        while True:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            if message.header.message_type is MessageType.method_call and not self.silent:
                self._answer(message)

    def close(self) -> None:
        """Go, as a process does that dies."""
        self.wire.loop.remove(self)
        self._connection.close()
        for inhibitor in self.given:
            inhibitor.close()

    def sets(self, *, tells: bool = True, **properties: bool) -> None:
        """Change properties of the session; without `tells`, it is only said that they changed."""
        for name, value in properties.items():
            setattr(self, {"LockedHint": "locked", "Active": "active"}[name], value)
        values = {name: ("b", value) for name, value in properties.items()} if tells else {}
        invalid = [] if tells else list(properties)
        self.emit(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, values, invalid))

    def asks(self, member: str) -> None:
        """Emit Lock or Unlock."""
        self.emit(OURS, SESSION, member)

    def sleeps(self, begins: bool, member: str = "PrepareForSleep") -> None:
        self.emit(PATH, MANAGER, member, "b", (begins,))

    def emit(
        self, path: str, interface: str, member: str, signature: str | None = None, body: tuple[Any, ...] = ()
    ) -> None:
        self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def begins(self, session: str) -> None:
        """The user has logged in once more, and is there now."""
        self.display = session
        self.sessions[session] = ("wayland", "active")
        self.emit(PATH, MANAGER, "SessionNew", "so", ("another", session))

    def _properties(self, session: str) -> dict[str, tuple[str, Any]]:
        kind, state = self.sessions[session]
        is_ours = session == OURS
        return {
            "Type": ("s", kind),
            "State": ("s", state),
            "LockedHint": ("b", is_ours and self.locked),
            "Active": ("b", self.active if is_ours else state == "active"),
        }

    def _request(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self._connection.send_and_get_reply(new_method_call(THE_BUS, member, signature, body), timeout=5)

    def _answer(self, call: Message) -> None:
        fields = call.header.fields
        path, member = fields[HeaderFields.path], fields[HeaderFields.member]
        match (path, member, tuple(call.body)):
            case (p, "GetSession", (self.ident,)) if p == PATH:
                reply = new_method_return(call, "o", (OURS,))
            case (p, "GetSession", ("terminal",)) if p == PATH:
                reply = new_method_return(call, "o", (TERMINAL,))
            case (p, "Inhibit", what) if p == PATH and not self.refuses:
                self.given.append(Inhibitor(what))
                reply = new_method_return(call, "h", (self.inhibitor.write,))
            case (p, "Get", (i, "Display")) if p == OUR_USER and i == USER and self.display:
                reply = new_method_return(
                    call, "v", (("(so)", ("" if self.display == "/" else self.ident, self.display)),)
                )
            case (p, "GetAll", (i,)) if i == SESSION and p in self.sessions:
                reply = new_method_return(call, "a{sv}", (self._properties(p),))
            case _:
                reply = new_error(call, "org.freedesktop.login1.NoSuchSession", "s", ("no",))
        self._connection.send(reply)
        if reply.header.message_type is MessageType.method_return and member == "Inhibit":
            os.close(self.inhibitor.write)
