"""A small client of a message bus, to ask it things and to hear its signals."""

from __future__ import annotations

from collections import deque
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, MatchRule, Message, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

DAEMON = "org.freedesktop.DBus"
DAEMON_PATH = "/org/freedesktop/DBus"


class Signals:
    """The signals of one kind which arrived since `Bus.listen` was called."""

    def __init__(self, connection: Any, rule: MatchRule) -> None:
        self._connection = connection
        self._queue: deque[Message] = deque()
        connection.filter(rule, queue=self._queue)

    def next(self, seconds: float = 5.0) -> tuple[Any, ...]:
        """The values of the oldest signal not yet taken; TimeoutError if none comes in time."""
        message = self._connection.recv_until_filtered(self._queue, timeout=seconds)
        return tuple(message.body)


class Bus:
    """A connection of its own, so that what it hears and asks is not mixed with the client's."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address, auth_timeout=10.0)

    def __enter__(self) -> Bus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def call(
        self, destination: str, path: str, method: str, signature: str = "", *values: object, seconds: float = 5.0
    ) -> tuple[Any, ...]:
        """Calls `method`, named with its interface, and returns what it answers."""
        interface, _, member = method.rpartition(".")
        message = new_method_call(DBusAddress(path, destination, interface), member, signature or None, values)
        return tuple(unwrap_msg(self._connection.send_and_get_reply(message, timeout=seconds)))

    def property(self, destination: str, path: str, interface: str, name: str) -> Any:
        answer = self.call(destination, path, "org.freedesktop.DBus.Properties.Get", "ss", interface, name)
        return answer[0][1]

    def has_owner(self, name: str) -> bool:
        """Whether somebody owns `name`; starts nobody."""
        return bool(self.call(DAEMON, DAEMON_PATH, f"{DAEMON}.NameHasOwner", "s", name)[0])

    def listen(self, interface: str, member: str) -> Signals:
        rule = MatchRule(type=MessageType.signal.name, interface=interface, member=member)
        signals = Signals(self._connection, rule)
        self.call(DAEMON, DAEMON_PATH, f"{DAEMON}.AddMatch", "s", rule.serialise())
        return signals
