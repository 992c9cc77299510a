"""Leaves out what is about another system, and hears what whoever runs the tests may have made them deaf to."""

from __future__ import annotations

import signal
import sys

import pytest

from tests.collected import NOT_HERE

collect_ignore = list(NOT_HERE.get(sys.platform, ()))


@pytest.fixture(autouse=True, scope="session")
def hearing() -> None:
    """What a shell starts in the background is deaf to Ctrl-C, and after nohup to the end of the terminal."""
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL)
