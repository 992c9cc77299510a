"""`deskbreak watch`: one line at each change, for a status bar or a script."""

from __future__ import annotations

import json
import os
import select
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from deskbreak.cli.running import plain_status, statuses
from deskbreak.words import _, span

RUNNING_COUNTERS = ("sat_seconds", "due_in_seconds")
"""They go on by themselves: not a change."""
# What waybar is given may be markup.
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

Status = dict[str, Any]


@click.command()
@click.option("--format", "form", type=click.Choice(["json", "waybar"]), default="json", show_default=True,
              help="json: the whole status; waybar: for its module custom.")  # fmt: skip
def watch(form: str) -> None:
    """Print the status, now and at each change, one line each."""
    lines = {"json": changes, "waybar": waybar_lines}[form](statuses())
    try:
        for line in lines:
            if line is not None:
                print(line, flush=True)  # noqa: T201 - click.echo has habits of its own at a closed pipe
            if _nobody_reads():
                break
    except BrokenPipeError:
        _say_no_more()
    except KeyboardInterrupt:
        pass  # Ctrl+C is how a watcher in a terminal ends: in good order, and without a word.


def changes(said: Iterator[Status]) -> Iterator[str | None]:
    """A status as a line where anything but the running counters changed, otherwise None."""
    return _where_new(said, lambda reply: json.dumps(plain_status(reply)), _without_counters)


def waybar_lines(said: Iterator[Status]) -> Iterator[str | None]:
    """The same for waybar, where the minutes count."""
    return _where_new(said, lambda reply: json.dumps(waybar(reply)), waybar)


def waybar(reply: Status) -> dict[str, Any]:
    """What waybar's custom module takes with return-type json."""
    sat, due_in = reply["sat_seconds"], reply["due_in_seconds"]
    return {
        "text": _short(reply["phase"], due_in).translate(MARKUP),
        "tooltip": reply["say"].translate(MARKUP),
        "class": reply["phase"],
        "alt": reply["phase"],
        "percentage": 100 if due_in is None else round(100 * sat / max(sat + due_in, 1)),
    }


def _short(phase: str, due_in: float | None) -> str:
    """Minutes where they run, a word where they do not."""
    words = {
        "away": _("away"),
        "deferred": _("held back"),
        "prompted": _("break"),
        "on_break": _("on a break"),
        "paused": _("paused"),
        "off_hours": _("off hours"),
        "standing": _("standing"),
    }
    # There is one line a minute: seconds would stand still.
    return words.get(phase) or span(max(60.0, due_in or 0.0))


def _without_counters(reply: Status) -> Status:
    return {key: value for key, value in plain_status(reply).items() if key not in RUNNING_COUNTERS}


def _where_new(
    said: Iterator[Status], line: Callable[[Status], str], counts: Callable[[Status], Status]
) -> Iterator[str | None]:
    """`line` of each status for which what `counts` differs from that of the last line."""
    before: Status | None = None
    for reply in said:
        now = counts(reply)
        yield None if now == before else line(reply)
        before = now


def _nobody_reads() -> bool:
    """Whether the other end of our pipe is closed. Looked at each time there could be a line, so that a watcher
    whose bar is gone does not stay until the next change."""
    if sys.stdout is None:
        return True
    if sys.platform == "win32":
        return False
    poll = select.poll()
    poll.register(sys.stdout.fileno(), 0)
    return bool(poll.poll(0))


def _say_no_more() -> None:
    """What is left would be written out once more at the end, and fail there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
