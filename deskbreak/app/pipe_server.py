"""The named pipe through which the one instance on Windows is told what to do and tells how it stands.

A pipe cannot be waited for in our loop, so a thread listens and each client has one of its own, for seconds. What they
ask is done in the loop, as everything is. `app/control.py` is the same on a socket.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Client, Listener
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from deskbreak.app.loop import Loop
from deskbreak.app.pipe import Address, Patient, Raw, TooLong, fresh_address, write_address
from deskbreak.app.protocol import CLIENTS, LINE_LIMIT, PATIENCE, WATCH, WATCHERS
from deskbreak.app.replies import Handle, answer, refused, replied, watched_enough
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import _

log = logging.getLogger(__name__)

BEHIND_LIMIT = 64
"""Lines that may wait for a watcher."""
LAST_WORD_SECONDS = 1.0
"""How long the end waits for what is just being answered."""

Lines = SimpleQueue[bytes | None]
"""What a watcher is told; None is the end."""


class PipeServer:
    """Listens; only for whoever holds the lock."""

    def __init__(self, file: Path, loop: Loop, handle: Handle, address: Address | None = None) -> None:
        """`file` tells others how to reach us."""
        self._file = file
        self._loop = loop
        self._handle = handle
        self._address = address or fresh_address()
        self._watchers: set[Lines] = set()
        self._clients: set[threading.Thread] = set()
        self._closing = False
        self._listener = Listener(self._address.name, backlog=CLIENTS)
        write_address(file, self._address)
        self._thread = threading.Thread(target=self._listen, name="control", daemon=True)
        self._thread.start()

    def publish(self) -> None:
        """Tell those who watch how things stand now. Nothing is worked out while nobody does."""
        if self._watchers:
            line = replied(lambda: self._handle(WATCH))
            for lines in list(self._watchers):
                if lines.qsize() >= BEHIND_LIMIT:
                    log.info("a watcher that does not read is let go")
                    self._watchers.discard(lines)
                    lines.put(None)
                else:
                    lines.put(line)

    def close(self) -> None:
        """Listen no more, and take the file away. Whoever is just being answered still gets that."""
        self._closing = True
        self._file.unlink(missing_ok=True)
        for lines in self._watchers:
            lines.put(None)
        # Nothing else wakes a thread that waits for somebody to call.
        with suppress(OSError):
            Client(self._address.name).close()
        until = time.monotonic() + LAST_WORD_SECONDS
        for thread in [self._thread, *self._clients]:
            thread.join(max(0.0, until - time.monotonic()))
        self._listener.close()

    # -- the thread that listens --------------------------------------------

    def _listen(self) -> None:
        while not self._closing:
            try:
                raw = self._listener.accept()
            except OSError as error:
                log.info("somebody was gone before being let in: %s", error)
                continue
            self._clients = {thread for thread in self._clients if thread.is_alive()}
            if self._closing or len(self._clients) >= CLIENTS + WATCHERS:
                # Whoever is let go without a word may try again.
                raw.close()
                continue
            client = threading.Thread(target=self._serve, args=(raw,), name="control-client", daemon=True)
            self._clients.add(client)
            client.start()

    # -- the thread of a client ---------------------------------------------

    def _serve(self, raw: Raw) -> None:
        try:
            with raw:
                patient = Patient(raw, PATIENCE)
                patient.greet(self._address.key)
                self._reply(patient)
        except OSError as error:
            log.info("a client was let go: %s", error)

    def _reply(self, patient: Patient) -> None:
        lines: Lines = SimpleQueue()
        try:
            line = patient.recv_bytes(LINE_LIMIT)
        except TooLong:
            patient.send_bytes(refused(DeskbreakError(_("the request is too long"), "")))
            return
        self._loop.wake_with(lambda: self._answer(line, lines))
        try:
            patient.send_bytes(lines.get(timeout=PATIENCE) or b"")
            while (news := lines.get()) is not None:
                patient.send_bytes(news)
        except Empty:
            log.info("the loop did not come to a request in time")
        finally:
            self._loop.wake_with(lambda: self._watchers.discard(lines))

    # -- the loop's thread --------------------------------------------------

    def _answer(self, line: bytes, lines: Lines) -> None:
        lines.put(answer(lambda request: self._handled(request, lines), line))
        if lines not in self._watchers:
            lines.put(None)

    def _handled(self, request: Request, lines: Lines) -> dict[str, Any]:
        reply = self._handle(request)
        if request.get("do") == WATCH["do"]:
            if len(self._watchers) >= WATCHERS:
                raise watched_enough(WATCHERS)
            self._watchers.add(lines)
        return reply
