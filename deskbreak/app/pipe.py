"""What goes through a named pipe: the same lines as through the control socket, a message each, on Windows.

Nothing is pickled: bytes only. Who reads the file in which address and key stand is this user, and nobody else gets
past the key; each end proves to the other that it knows it. One request a connection.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Generator
from contextlib import suppress
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, answer_challenge, deliver_challenge
from pathlib import Path
from typing import Any, NamedTuple, Protocol, Self

from deskbreak.app.protocol import LINE_LIMIT, encode
from deskbreak.settings.atomic import replace_text
from deskbreak.words import _


class Raw(Protocol):
    """A connection as multiprocessing has it, here and on Windows."""

    def poll(self, timeout: float, /) -> bool: ...
    def recv_bytes(self, maxlength: int, /) -> bytes: ...
    def send_bytes(self, data: bytes, /) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *error: Any) -> None: ...


class Address(NamedTuple):
    """What one has to know to speak with the running instance."""

    name: str
    key: bytes


def fresh_address() -> Address:
    """One that nobody can guess, nor have taken before."""
    return Address(rf"\\.\pipe\deskbreak-{secrets.token_hex(16)}", secrets.token_bytes(32))


def write_address(file: Path, address: Address) -> None:
    """For this user alone: by its mode, or on Windows by the folder that it lies in."""
    # What was left there would lend its mode to what replaces it.
    file.unlink(missing_ok=True)
    replace_text(file, json.dumps({"name": address.name, "key": address.key.hex()}))


def read_address(file: Path) -> Address:
    """FileNotFoundError where nobody runs, ValueError for junk."""
    said = json.loads(file.read_text(encoding="ascii"))
    try:
        return Address(str(said["name"]), bytes.fromhex(said["key"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"junk: {file}") from error


class TooLong(OSError):
    """The other end said more at once than anybody may."""


class Patient:
    """A connection whose other end has so many seconds for all that it has to say."""

    def __init__(self, raw: Raw, seconds: float) -> None:
        self.raw = raw
        self._until = time.monotonic() + seconds

    def recv_bytes(self, maxlength: int) -> bytes:
        """TimeoutError where it says nothing in time, TooLong, or ConnectionError where it went away."""
        try:
            if not self.raw.poll(max(0.0, self._until - time.monotonic())):
                raise TimeoutError(_("timed out"))
            return self.raw.recv_bytes(maxlength)
        except EOFError as error:
            raise ConnectionError(_("the connection was closed")) from error
        except OSError as error:
            # It has no number where it is Python's own word for a message that is too long.
            raise (error if error.errno or isinstance(error, TimeoutError) else TooLong(*error.args)) from error

    def send_bytes(self, data: bytes) -> None:
        self.raw.send_bytes(data)

    def greet(self, key: bytes) -> None:
        """As the one who listens. PermissionError for another key."""
        self._shake(key, deliver_challenge, answer_challenge)

    def greet_back(self, key: bytes) -> None:
        """As the one who called."""
        self._shake(key, answer_challenge, deliver_challenge)

    def _shake(self, key: bytes, *steps: Any) -> None:
        try:
            for step in steps:
                step(self, key)
        except (AuthenticationError, AssertionError, ValueError) as error:
            raise PermissionError(_("the key does not fit")) from error


def replies(file: Path, request: dict[str, Any], seconds: float) -> Generator[dict[str, Any], None, None]:
    """What the running instance says to this. Errors as with `remote.ask`."""
    address = read_address(file)
    with Client(address.name) as raw:
        patient = Patient(raw, seconds)
        patient.greet_back(address.key)
        patient.send_bytes(encode(request))
        yield json.loads(patient.recv_bytes(LINE_LIMIT))
        # The first is owed at once; more come only when there is news.
        with suppress(EOFError, OSError):
            while True:
                yield json.loads(raw.recv_bytes(LINE_LIMIT))
