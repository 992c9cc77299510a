"""`deskbreak why`: what was decided last, and for what reason."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import click

from deskbreak.cli.running import request, sign_lines
from deskbreak.errors import DeskbreakError
from deskbreak.words import _, clock_time

if TYPE_CHECKING:
    from deskbreak.explain import Told

LAST = 5
MOST = 10_000


@click.command()
@click.option(
    "--last",
    "number",
    type=click.IntRange(1, MOST),
    default=LAST,
    metavar="N",
    show_default=True,
    help="How many decisions.",
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON array, oldest first.")
def why(number: int, as_json: bool) -> None:
    """Tell why deskbreak did or did not remind you; what it decided is kept for a week."""
    # Imported here: the other commands do without the database.
    from deskbreak.app.reasons import reasons

    told = reasons(number)
    if as_json:
        click.echo(json.dumps([_plain(each) for each in told], ensure_ascii=False))
        return
    click.echo("\n".join([*(_line(each) for each in told), *_present()]))


def _line(told: Told) -> str:
    return f"{clock_time(told.shown, told.local(time.time()))}  {told.sentence}"


def _plain(told: Told) -> dict[str, object]:
    from deskbreak.core.moment import iso

    return {
        "at": iso(told.local, told.wall),
        "did": told.decision.did.value,
        "why": told.sentence,
        "facts": told.decision.facts,
    }


def _present() -> list[str]:
    """How things stand now, where a deskbreak runs that can say so."""
    try:
        status = request({"do": "status"})
    except DeskbreakError as error:
        return [_("Now: {line}").format(line=error.title)]
    lines = [_("Now: {line}").format(line=status["say"]), *sign_lines(status)]
    if status["presence"] == "unknown":
        lines.append(
            _("I cannot see whether anybody sits here: the time that deskbreak runs on an awake machine counts.")
        )
    return lines
