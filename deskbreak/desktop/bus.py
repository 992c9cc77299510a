"""A D-Bus connection that lives in the loop: jeepney's messages over a socket that never blocks.

Every reply is a callback with a time limit. Every method call that reaches us is answered, with
UnknownMethod where we have nothing: a peer that gets no answer waits for 25 s.
Wire format and errors: https://dbus.freedesktop.org/doc/dbus-specification.html
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_method_call,
    new_signal,
)
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket

from deskbreak.desktop.later import Later
from deskbreak.desktop.messages import Broken, Messages, received
from deskbreak.desktop.objects import Interface, answered
from deskbreak.desktop.replies import (
    DISCONNECTED,
    NO_REPLY,
    Body,
    OnError,
    OnReply,
    Replies,
    Waiting,
    signature_of,
)
from deskbreak.desktop.stream import Stream
from deskbreak.ports import Unavailable
from deskbreak.words import _, marked

__all__ = ["BUS_NAME", "BUS_PATH", "DISCONNECTED", "NO_REPLY", "Body", "Bus", "OnError", "OnReply"]

log = logging.getLogger(__name__)

OnSignal = Callable[[str, str, Body], None]
Forget = Callable[[], None]
"""Ends what it was given for; called again, it does nothing."""

REPLY_LIMIT = 25.0
"""Seconds until a call that was not answered counts as failed; what libdbus uses."""
NONE = {"SESSION": marked("no session bus ({error})"), "SYSTEM": marked("no system bus ({error})")}
"""What is said where there is none."""
BUS_NAME, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"


class Bus:
    """One connection: a `Source` and a `Timed` for the loop."""

    def __init__(self, which: str, clock: Callable[[], float]) -> None:
        """Connect to the bus called SESSION or SYSTEM. Unavailable, with the reason, when there is none.

        Only the system bus sends us descriptors: of its services one gives something that is held.
        """
        try:
            connection = prep_socket(_address(which), enable_fds=which == "SYSTEM", timeout=2.0)
        except (OSError, ValueError, RuntimeError) as error:
            raise Unavailable(_(NONE[which]).format(error=error)) from error
        self._stream = Stream(connection, "bus")
        self._clock = clock
        self._messages = Messages()
        self._serials = count(1)
        self._replies = Replies()
        self._later = Later(clock)
        self._signals: list[tuple[MatchRule, Callable[[Message], None]]] = []
        self._objects: dict[str, dict[str, Interface]] = {}
        self.unique_name = ""
        self.on_greeted: Callable[[], None] = lambda: None
        """Called once the bus has let us in."""
        self.on_lost: Callable[[], None] = lambda: None
        self.call(BUS_NAME, BUS_PATH, BUS_NAME, "Hello", on_reply=self._greeted, on_error=self._not_greeted, gives="s")

    # -- for the loop -------------------------------------------------------

    def fileno(self) -> int:
        return self._stream.fileno()

    @property
    def wants_write(self) -> bool:
        return self._stream.wants_write

    @property
    def deadline(self) -> float | None:
        moments = self._replies.deadline, self._later.deadline
        return min((moment for moment in moments if moment is not None), default=None)

    def on_time(self, now: float) -> None:
        due: list[Callable[[], None]] = [partial(self._replies.on_time, now), *self._later.due(now)]
        for call in due:
            try:
                call()
            except Exception:
                # What a callback makes of silence must not end the program either.
                log.exception("could not go on after waiting")

    def now(self) -> float:
        """The loop's clock, in seconds."""
        return self._clock()

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Have this called once, after so many seconds; never, when the connection ends before."""
        self._later.call(seconds, call)

    def at_leisure(self, seconds: float, call: Callable[[], None]) -> None:
        """The same, but at the first wake after that: nobody is woken for it."""
        self._later.at_leisure(seconds, call)

    def ready(self) -> None:
        """Send what waits, take in what came."""
        try:
            self._stream.flush()
            data, descriptors = received(self._stream.socket)
        except BlockingIOError:
            return
        except OSError as error:
            log.warning("the bus went away: %s", error)
            data, descriptors = b"", []
        if not data:
            self._lose()
            return
        try:
            for message in self._messages.read(data, descriptors):
                self._take(message)
        except Broken as error:
            log.warning("this is no bus: %s", error)
            self._lose()

    def close(self) -> None:
        """End the connection; whoever waits for a reply is told."""
        self._stream.close()
        self._messages.close()
        self._replies.give_up()

    # -- calling ------------------------------------------------------------

    def call(
        self,
        name: str,
        path: str,
        interface: str,
        member: str,
        signature: str | None = None,
        body: Body = (),
        on_reply: OnReply | None = None,
        on_error: OnError | None = None,
        gives: str | None = None,
        limit: float = REPLY_LIMIT,
    ) -> None:
        """Call a method. Exactly one of `on_reply(body)` and `on_error(name)` is called, later.

        `gives` is the signature of the reply: any other one is an error, BAD_REPLY. A descriptor in the body is
        closed after the callback: whoever wants to keep it has to duplicate it.
        """
        message = new_method_call(DBusAddress(path, name, interface), member, signature, body)
        serial = next(self._serials)
        if on_reply is None and on_error is None:
            message.header.flags |= MessageFlag.no_reply_expected
        else:
            self._replies.expect(serial, Waiting(on_reply, on_error, gives, self._clock() + limit))
        self._send(message, serial)

    def on_signal(
        self,
        path: str | None,
        interface: str,
        callback: OnSignal,
        signals: Mapping[str, str] | None = None,
        first: str | None = None,
    ) -> Forget:
        """Have `callback(sender, member, body)` called for each such signal; the sender is a unique name.

        `signals` names those that are meant, each with its signature: one that comes with another is none.
        With `first` only those whose first argument is this string are sent to us: no other wakes us. The path None
        is any. What is returned ends it.
        """

        def tell(message: Message) -> None:
            fields = message.header.fields
            member, came = fields[HeaderFields.member], signature_of(message)
            if signals is None or signals.get(member) == came:
                callback(fields[HeaderFields.sender], member, message.body)
            elif member in signals:
                log.warning("the signal %s came as %r", member, came)

        rule = MatchRule(type="signal", path=path, interface=interface)
        if first is not None:
            rule.add_arg_condition(0, first)
        return self._add_match(rule, tell)

    def watch_name(self, name: str, callback: Callable[[str], None]) -> Forget:
        """Have `callback(owner)` called now and at each change; the owner is "" while nobody has the name.

        What is returned ends it.
        """
        rule = MatchRule(type="signal", sender=BUS_NAME, interface=BUS_NAME, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        forget = self._add_match(rule, lambda message: callback(message.body[2]))
        self.call(
            BUS_NAME,
            BUS_PATH,
            BUS_NAME,
            "GetNameOwner",
            "s",
            (name,),
            on_reply=lambda body: callback(body[0]),
            on_error=lambda _error: callback(""),
            gives="s",
        )
        return forget

    def _add_match(self, rule: MatchRule, callback: Callable[[Message], None]) -> Forget:
        entry = (rule, callback)
        self._signals.append(entry)
        self._tell_bus(message_bus.AddMatch(rule))

        def forget() -> None:
            if entry in self._signals:
                self._signals.remove(entry)
                self._tell_bus(message_bus.RemoveMatch(rule))

        return forget

    def _tell_bus(self, message: Message) -> None:
        """A reply that nobody looks at would wake us all the same."""
        message.header.flags |= MessageFlag.no_reply_expected
        self._send(message, next(self._serials))

    # -- being called -------------------------------------------------------

    def export(self, path: str, name: str, interface: Interface) -> None:
        """Offer an interface at a path."""
        self._objects.setdefault(path, {})[name] = interface

    def withdraw(self, path: str) -> None:
        """Offer nothing at this path any more."""
        self._objects.pop(path, None)

    def emit(self, path: str, interface: str, member: str, signature: str | None = None, body: Body = ()) -> None:
        """Send a signal from one of our objects."""
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature, body), next(self._serials))

    # -- inside -------------------------------------------------------------

    def _greeted(self, body: Body) -> None:
        self.unique_name = body[0]
        self.on_greeted()

    def _not_greeted(self, error: str) -> None:
        if error != DISCONNECTED:
            log.warning("the bus does not let us in: %s", error)
            self._lose()

    def _lose(self) -> None:
        self.close()
        self.on_lost()

    def _take(self, message: Message) -> None:
        try:
            self._dispatch(message)
        except Exception:
            # What others send, or what a callback makes of it, must not end the program.
            log.exception("could not take in %s", message.header)

    def _send(self, message: Message, serial: int) -> None:
        self._stream.send(message.serialise(serial))

    def _dispatch(self, message: Message) -> None:
        match message.header.message_type:
            case MessageType.method_return:
                self._replies.replied(message)
            case MessageType.error:
                self._replies.refused(message)
            case MessageType.signal:
                for rule, callback in list(self._signals):
                    if rule.matches(message):
                        callback(message)
            case MessageType.method_call:
                reply = answered(self._objects, message)
                if not message.header.flags & MessageFlag.no_reply_expected:
                    self._send(reply, next(self._serials))


def _address(which: str) -> Any:
    try:
        return get_bus(which)
    except KeyError:
        # A login over ssh may lack the variable while the bus is there.
        bus = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / "bus"
        if bus.is_socket():
            return str(bus)
        raise OSError(_("DBUS_SESSION_BUS_ADDRESS is not set")) from None
