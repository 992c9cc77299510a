"""A line that somebody types, awaited so that Ctrl+C is heard at any moment."""

from __future__ import annotations

import sys

import click


def typed_line(question: str) -> str:
    """What is typed beside this question. KeyboardInterrupt at Ctrl+C, EOFError at Ctrl+D.

    `input` alone is deaf to an interrupt that comes after the question is shown and before it begins to read: Python
    has noted it by then, and looks at what it noted only once Enter is pressed.
    """
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        return input(question)
    click.echo(question, nl=False)
    _await_a_line()
    return input()


def _await_a_line() -> None:
    # Imported here: most commands ask nothing.
    import select
    import signal
    import socket

    told, tell = socket.socketpair()
    with told, tell:
        tell.setblocking(False)
        before = signal.set_wakeup_fd(tell.fileno(), warn_on_full_buffer=False)
        try:
            # A terminal hands over whole lines. A signal that was noted raises by itself once this wakes.
            while sys.stdin not in select.select([sys.stdin, told], [], [])[0]:
                told.recv(1)
        finally:
            signal.set_wakeup_fd(before)
