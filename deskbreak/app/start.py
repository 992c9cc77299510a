"""Starting: one instance, a log, and errors told in two lines."""

from __future__ import annotations

import logging
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from deskbreak import places
from deskbreak.app.instance import Instance
from deskbreak.app.kinds import RUN, Kind
from deskbreak.app.loop import Loop
from deskbreak.app.main import App, MakeDesktop
from deskbreak.app.remote import ask
from deskbreak.app.signals import heed_signals
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.console import say
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

log = logging.getLogger(__name__)

LOG_BYTES = 256 * 1024
LOOK_EVERY = 1.0
"""Seconds between two looks whether one that leaves soon is gone."""


def main(kind: Kind = RUN) -> int:
    """Run until told to quit; the exit code."""
    try:
        return _run(kind)
    except DeskbreakError as error:
        _tell(error)
        return error.exit_code


def _tell(error: DeskbreakError) -> None:
    if sys.platform == "win32" and sys.stderr is None:
        from deskbreak.desktop.session.windows import tell

        tell(str(error))
    else:
        print(error, file=sys.stderr)  # noqa: T201


def _run(kind: Kind) -> int:
    waits = False
    while True:
        with only_instance(kind) as loop:
            if loop is not None:
                _serve(loop, partial(_live, kind, loop))
                return 0
        if not _running_leaves(kind):
            say(_("deskbreak is running already."))
            return 0
        if not waits:
            say(_("A movement is under way in a terminal. deskbreak starts when it is over."))
        waits = True
        time.sleep(LOOK_EVERY)


@contextmanager
def only_instance(kind: Kind) -> Iterator[Loop | None]:
    """The loop of the only instance of this kind; None where another one runs."""
    with files_usable():
        instance = Instance(places.lock_file(kind.name))
    try:
        if not instance.take():
            yield None
            return
        with files_usable():
            _start_logging(kind)
        loop = Loop(SystemClock())
        heed_signals(loop)
        yield loop
    finally:
        instance.release()


def _serve(loop: Loop, live: Callable[[MakeDesktop], None]) -> None:
    if sys.platform == "win32" or sys.platform == "darwin":
        from deskbreak.app.desktop_native import serve

        serve(loop, live)
    else:
        from deskbreak.app.desktop import Desktop

        live(Desktop)


def _live(kind: Kind, loop: Loop, desktop: MakeDesktop) -> None:
    """In the thread that all of it belongs to."""
    with files_usable():
        app = App(kind, loop, desktop)
    app.run()


@contextmanager
def files_usable() -> Iterator[None]:
    """A folder that is not ours, not writable or full is the user's to mend."""
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        raise DeskbreakError(
            _("deskbreak cannot use its files: {error}").format(error=error),
            _("Look at the folder's owner and free space, then start deskbreak again."),
        ) from error


def _running_leaves(kind: Kind) -> bool:
    """Somebody starts deskbreak to see something: have the running one show that it is there.

    Whether it leaves soon.
    """
    try:
        return bool(ask(places.socket_file(kind.name), {"do": "show"}).get("leaves"))
    except (OSError, ValueError) as error:
        log.debug("the running deskbreak does not answer: %s", error)
        return False


def _start_logging(kind: Kind) -> None:
    """Into a file, of which one predecessor is kept; where none can be written, reminding does without."""
    try:
        places.private(places.log_file(kind.name).parent)
        _log_into(places.log_file(kind.name))
    except OSError as error:
        logging.basicConfig(handlers=[logging.NullHandler()])
        why = error.strerror or error
        say(_("The log {file} cannot be written ({why}).").format(file=places.log_file(kind.name), why=why))


def _log_into(file: Path) -> None:
    if file.exists() and file.stat().st_size > LOG_BYTES:
        file.replace(file.with_suffix(".old.log"))
    file.touch(mode=0o600)
    logging.basicConfig(
        filename=file,
        encoding="utf-8",
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    # A disk that is full must not fill the terminal with complaints about it.
    logging.raiseExceptions = False
