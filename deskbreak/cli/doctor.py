"""`deskbreak doctor`: what works here, what does not and why; made to be pasted into a bug report."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from deskbreak.words import _, marked

if TYPE_CHECKING:
    from deskbreak.app.finding import Finding

WIDTH = 100
INDENT = 15
CHOSEN = frozenset({
    marked("yes"), marked("no"), marked("silent"), marked("none"), marked("unknown"), marked("terminal"),
    marked("meeting"), marked("clocks"), marked("on"), marked("off"), marked("defaults"),
})  # fmt: skip
"""Words that may be chosen; everything else is a name or a path."""
CAN, LACKS, HINT = "+ ", "- ", "> "


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def doctor(as_json: bool) -> None:
    """Tell what works here (+), what does not and why (-), and what to do about it (>).

    The exit code is 1 when nothing here can show a reminder: no notification service answers and no tray shows icons.
    """
    # Imported here: the other commands do without the bus and the database.
    from deskbreak.app.doctor import examine, reach_somebody

    findings = examine()
    click.echo(json.dumps(plain(findings)) if as_json else "\n".join(lines(findings)))
    if not reach_somebody(findings):
        sys.exit(1)


def plain(findings: Iterable[Finding]) -> dict[str, dict[str, object]]:
    """The findings as programs read them."""
    return {
        finding.port: {
            "chosen": finding.chosen,
            "can": list(finding.can),
            "others": [{"name": name, "why": why} for name, why in finding.lacks],
            "hint": finding.hint,
        }
        for finding in findings
    }


def lines(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings as people read them: the ports to the left, everything else beside them."""
    for finding in findings:
        chosen = _(finding.chosen) if finding.chosen in CHOSEN else finding.chosen
        yield from _wrapped(chosen, finding.port.ljust(INDENT), " " * INDENT)
        marked = [
            *((CAN, text) for text in finding.can),
            *((LACKS, f"{name}: {why}") for name, why in finding.lacks),
            *((HINT, text) for text in [finding.hint] if text),
        ]
        for mark, text in marked:
            yield from _wrapped(text, " " * INDENT + mark, " " * (INDENT + len(mark)))


def _wrapped(text: str, first: str, others: str) -> list[str]:
    # Paths are longer than some lines: broken, they could not be copied.
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )
