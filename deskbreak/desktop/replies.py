"""The calls of a D-Bus connection that wait for their reply: each is told how it ended, once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from jeepney import HeaderFields, Message

log = logging.getLogger(__name__)

Body = tuple[Any, ...]
OnReply = Callable[[Body], None]
OnError = Callable[[str], None]

NO_REPLY = "org.freedesktop.DBus.Error.NoReply"
DISCONNECTED = "org.freedesktop.DBus.Error.Disconnected"
ASLEEP = 5.0
"""Seconds too late from which on the machine slept meanwhile, and after which a reply should be here."""
BAD_REPLY = "org.freedesktop.DBus.Error.InconsistentMessage"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who is to be told, until when; `gives` is the signature of a reply, None for any."""

    on_reply: OnReply | None
    on_error: OnError | None
    gives: str | None
    until: float


class Replies:
    """What waits, by the serial number of its call. A `Timed`, but for the loop it is part of its bus."""

    def __init__(self) -> None:
        self._waiting: dict[int, Waiting] = {}

    def expect(self, serial: int, waiting: Waiting) -> None:
        """This call has been sent."""
        self._waiting[serial] = waiting

    @property
    def deadline(self) -> float | None:
        return min((waiting.until for waiting in self._waiting.values()), default=None)

    def on_time(self, now: float) -> None:
        """Those who have waited long enough wait no more; but while the machine slept nobody could answer."""
        for serial, waiting in list(self._waiting.items()):
            if waiting.until < now - ASLEEP:
                self._waiting[serial] = replace(waiting, until=now + ASLEEP)
            elif waiting.until <= now:
                self._fail(serial, NO_REPLY)

    def replied(self, message: Message) -> None:
        """This came back."""
        serial = message.header.fields[HeaderFields.reply_serial]
        waiting = self._waiting.get(serial)
        if waiting is None:
            return
        if waiting.gives not in (None, signature_of(message)):
            log.warning("a reply came as %r, not as %r", signature_of(message), waiting.gives)
            self._fail(serial, BAD_REPLY)
            return
        del self._waiting[serial]
        if waiting.on_reply:
            waiting.on_reply(message.body)

    def refused(self, message: Message) -> None:
        """This error came back."""
        fields = message.header.fields
        self._fail(fields[HeaderFields.reply_serial], fields[HeaderFields.error_name])

    def give_up(self) -> None:
        """Nothing will come back any more."""
        for serial in list(self._waiting):
            self._fail(serial, DISCONNECTED)

    def _fail(self, serial: int, error: str) -> None:
        waiting = self._waiting.pop(serial, None)
        if waiting and waiting.on_error:
            waiting.on_error(error)


def signature_of(message: Message) -> str:
    """Of what a message carries: "" for nothing."""
    said: str = message.header.fields.get(HeaderFields.signature, "")
    return said
