"""`deskbreak report`: one page of what was noted and done, for whoever asks for it."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deskbreak import places
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.explain_report import Report
    from deskbreak.history.reader import Reader


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--days", "number", type=click.IntRange(1, 366), default=14, metavar="N", help="The last N days, instead of 14."
)
def report(file: Path, number: int) -> None:
    """Write what you noted and did into FILE, or show it with -: one page, to take along to a professional.

    Nothing of it leaves this computer by itself. A file of that name is replaced, and only you may read it.
    """
    # Imported here: the other commands do without the database.
    from deskbreak.history.reader import reading

    with reading(places.database()) as history:
        page = _report(history, number).page
    if str(file) == "-":
        click.echo(page, nl=False)
        return
    _write(file, page)
    click.echo(_("Written to {file}. Only you may read it.").format(file=file))


def _report(history: Reader, number: int) -> Report:
    from deskbreak.explain_report import WEEK, Kept, Report
    from deskbreak.history.moments import moment
    from deskbreak.library.checkin import questions
    from deskbreak.library.load import library

    config = places.shipped("config")
    movements = library(config, places.own_content()).movements
    now = datetime.now().astimezone()
    today = now.date()
    since, week = today - timedelta(days=number - 1), today - WEEK + timedelta(days=1)
    kept = Kept(
        since,
        today,
        history.check_ins(since.isoformat()),
        history.self_checks(since.isoformat()),
        history.past(min(since, week), today, now.timestamp()),
    )
    names = {id: movement.name for id, movement in movements.items()}
    walks = frozenset(id for id, movement in movements.items() if movement.kind == "walk")
    return Report(kept, questions(config), names, walks, moment)


def _write(file: Path, page: str) -> None:
    """As a whole or not at all, for nobody else to read."""
    from deskbreak.settings.atomic import replace_text

    try:
        if not file.resolve().parent.is_dir():
            raise NotADirectoryError(_("there is no such folder"))
        if file.exists() and not file.is_file():
            raise FileExistsError(_("that is no file"))
        if file.exists() and sys.platform != "win32":
            # What is replaced hands its mode on.
            file.chmod(0o600)
        replace_text(file, page)
    except OSError as error:
        raise DeskbreakError(
            _("{file} cannot be written ({error}).").format(file=file, error=error.strerror or error),
            _("Name a file in a folder of yours, or - to have it shown."),
        ) from error
