"""A movement that a running deskbreak counts and keeps, shown in a terminal as well."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial

from deskbreak.app.guide import Guide
from deskbreak.app.loop import Loop
from deskbreak.app.signals import heed_signals
from deskbreak.desktop.clock import SystemClock
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Reply, Request


def lead(ask: Callable[[Request], Reply], statuses: Callable[[], Iterable[Reply]]) -> None:
    """Lead through what was begun, until it is over. `ask` has the running one do something.

    `statuses` waits for how things stand there, at each change. DeskbreakError when it is gone.
    """
    loop = Loop(SystemClock())
    heed_signals(loop)
    guide = Guide(loop, ask)
    # Whoever watches waits for the next line, so that is done in a thread of its own.
    threading.Thread(target=_watch, args=(loop, guide, statuses), daemon=True).start()
    try:
        loop.run()
    finally:
        guide.close()
        loop.close()
    if guide.error is not None:
        raise guide.error


def _watch(loop: Loop, guide: Guide, statuses: Callable[[], Iterable[Reply]]) -> None:
    try:
        for status in statuses():
            loop.wake_with(partial(guide.told, status))
    except DeskbreakError as error:
        loop.wake_with(partial(guide.fails, error))
