"""`deskbreak history`: what became of the breaks, with or without a running deskbreak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from math import inf
from typing import TYPE_CHECKING

import click

from deskbreak import places
from deskbreak.cli.alone import own_store
from deskbreak.cli.running import request
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.words import _, span, weekday

if TYPE_CHECKING:
    from deskbreak.core.summary import Day
    from deskbreak.history.reader import Reader

MOST_DAYS = 36600


@click.group(invoke_without_command=True)
@click.option("--days", "number", type=click.IntRange(1, MOST_DAYS), metavar="N", help="The last N days, instead of 7.")
@click.option("--movements", is_flag=True, help="What was done of each movement, and on each side.")
@click.option("--json", "as_json", is_flag=True, help="Each record, walk and check-in, as one JSON array.")
@click.option("--csv", "as_csv", is_flag=True, help="Each record, walk and check-in, as CSV.")
@click.pass_context
def history(context: click.Context, number: int | None, movements: bool, as_json: bool, as_csv: bool) -> None:
    """Tell what became of your breaks, day by day, and how long you walked.

    As JSON and CSV, a walk has the outcome `walked`, and its length in `walked_seconds`; a check-in is `checked-in`,
    with its `intensity`, what was `told` and the `note`; a self-check is `self-checked`, with `left_tender` and
    `right_tender`.
    """
    if context.invoked_subcommand is not None:
        if number or movements or as_json or as_csv:
            raise click.UsageError(_("erase takes no days and no form: it forgets everything."))
        return
    if as_json + as_csv + movements > 1:
        raise click.UsageError(_("--movements, --json and --csv cannot go together."))
    today = datetime.now().astimezone().date()
    since = today - timedelta(days=(number or 7) - 1)
    # Imported here: the other commands do without the database.
    from deskbreak.history import export
    from deskbreak.history.reader import reading

    with reading(places.database()) as kept:
        if as_json or as_csv:
            form = export.as_json if as_json else export.as_csv
            # As bytes: data is UTF-8 whatever the terminal speaks.
            ways = (kept.records, kept.walks, kept.check_ins, kept.self_checks)
            said: str | bytes = form(export.by_time(*(way(since.isoformat()) for way in ways))).encode()
        else:
            said = "\n".join(_deeds(kept, since, today)) if movements else _table(kept, since, today)
    click.echo(said)


@history.command()
@click.option("--yes", is_flag=True, help="Do not ask first.")
def erase(yes: bool) -> None:
    """Forget all records, walks, check-ins, suggestions and decisions for good."""
    if not yes:
        _ask()
    try:
        request({"do": "erase"})
    except NotRunning:
        _erase_alone()
    click.echo(_("Everything is forgotten."))


def _ask() -> None:
    try:
        click.confirm(_("Forget all records of your breaks and all check-ins for good?"), abort=True)
    except click.Abort:
        raise DeskbreakError(
            _("Nothing was forgotten."), _("Answer with y, or add --yes to have it done without being asked.")
        ) from None


def _erase_alone() -> None:
    """Do it here, where no deskbreak runs."""
    if places.database().exists():
        with own_store() as store:
            store.erase()
    # Imported here: the other commands do without.
    from deskbreak.app.pictures import erase_pictures

    erase_pictures()


def _deeds(kept: Reader, since: date, today: date) -> Iterator[str]:
    """What was done most often first, and how both sides compare."""
    from deskbreak.core.deeds import deeds
    from deskbreak.explain_deeds import deed_line, sides_line
    from deskbreak.library.load import library

    names = {id: one.name for id, one in library(places.shipped("config"), places.own_content()).movements.items()}
    # What was turned down has only a moment, and is nothing that was done.
    done = deeds(kept.past(since, today, inf), since)
    if not done:
        yield _("No movement was counted in these days.")
        return
    yield from (deed_line(deed, names) for deed in done)
    yield sides_line(done)


def _table(kept: Reader, since: date, today: date) -> str:
    """The days from the first that can have a record on, and their sum, in columns."""
    from deskbreak.core.summary import by_day, total

    first = kept.first_day()
    if first is None:
        return _("Nothing is kept yet. Your first break will stand here, whether you take it, skip it or miss it.")
    recorded = kept.days(since.isoformat())
    start = max(since, date.fromisoformat(first))
    asked = [(start + timedelta(days=n)).isoformat() for n in range((today - start).days + 1)]
    # A clock that was wrong has left days that are still to come; they are kept, so they are shown.
    later = [day.day for day in recorded if day.day > today.isoformat()]
    days = by_day(recorded, asked + later)
    heads = (_("day"), _("taken"), _("partly"), _("natural"), _("skipped"), _("missed"), _("moved"), _("walked"))
    lines = [heads, *(_line(f"{weekday(date.fromisoformat(day.day))} {day.day}", day) for day in days)]
    return _columns([*lines, _line(_("total"), total(days))])


def _line(name: str, day: Day) -> tuple[str, ...]:
    ended = day.tally
    counts = (ended.taken, ended.partly, ended.natural, ended.skipped, ended.missed)
    times = (span(seconds) if seconds else "-" for seconds in (day.moved_seconds, day.walked_seconds))
    return (name, *map(str, counts), *times)


def _columns(lines: Sequence[tuple[str, ...]]) -> str:
    """The first to the left, the numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = (
        [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
        for line in lines
    )
    return "\n".join("  ".join(row) for row in rows)
