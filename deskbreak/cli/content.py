"""`deskbreak movements` and `routines`: what there is, and one of them in full; without a running deskbreak."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from deskbreak.cli.content_shown import CONTEXTS, movement_lines, routine_lines, seconds
from deskbreak.cli.paragraphs import broken
from deskbreak.errors import DeskbreakError
from deskbreak.words import _, counted, rough_span

if TYPE_CHECKING:
    from deskbreak.core.movement import Movement, Routine
    from deskbreak.library.load import Content

FILE = click.Path(path_type=Path, dir_okay=False)
Entry = TypeVar("Entry", bound="Movement | Routine")
MOVEMENT_IN_SHORT = ("id", "name", "context", "kind", "family", "level", "sides")
ROUTINE_IN_SHORT = ("id", "name", "context", "level")
"""What programs read of each, where all are listed."""


@click.command()
@click.argument("id", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--sheet", type=FILE, help="Draw all of them into this PNG file.")
@click.option("--untitled", is_flag=True, help="With --sheet: shuffled, and numbers instead of names.")
@click.option("--gif", type=FILE, help="Draw the one of this ID into this GIF file, moving.")
@click.option("--png", type=FILE, help="Draw the one of this ID into this PNG file.")
@click.option("--side", type=click.Choice(["left", "right"]), help="The side that is drawn at work.")
@click.option("--dark", is_flag=True, help="For a dark surface.")
def movements(id: str | None, as_json: bool, **drawn: Any) -> None:
    """Show every movement, or the one of this ID in full: steps, sides, cautions and sources. Or draw them."""
    library = _library()
    if any(drawn[kind] for kind in ("sheet", "gif", "png")):
        _draw(library, id, **drawn)
        return
    hint = _("All of them: deskbreak movements")
    _show(library.movements, id, hint, as_json, library, MOVEMENT_IN_SHORT, movement_lines, library.details)


def _draw(
    library: Content,
    id: str | None,
    sheet: Path | None,
    gif: Path | None,
    png: Path | None,
    untitled: bool,
    side: str | None,
    dark: bool,
) -> None:
    # Imported here: drawing needs Pillow, and nothing else of this does.
    from deskbreak.cli.pictures import write_gif, write_png, write_sheet

    theme = "dark" if dark else "light"
    if sheet:
        for line in write_sheet(library, sheet, theme, side, untitled):
            click.echo(line)
    for file, write in ((gif, write_gif), (png, write_png)):
        if file and id is None:
            raise click.UsageError(_("--gif and --png need the ID of a movement."))
        if file and id:
            write(library, _known(library.movements, id, _("All of them: deskbreak movements")), file, theme, side)


@click.command()
@click.argument("id", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def routines(id: str | None, as_json: bool) -> None:
    """Show every routine, or the one of this ID in full."""
    library = _library()
    hint = _("All of them: deskbreak routines")
    _show(library.routines, id, hint, as_json, library, ROUTINE_IN_SHORT, routine_lines, library.routine_details)


def _show(
    entries: Mapping[str, Entry],
    id: str | None,
    hint: str,
    as_json: bool,
    library: Content,
    in_short: Sequence[str],
    lines: Callable[[Entry, Content], Iterator[str]],
    details: Callable[[str], object],
) -> None:
    """All of them, or the one of this id in full."""
    if id is None:
        listed = [{name: getattr(one, name) for name in in_short} | _time(one, library) for one in entries.values()]
        _tell(_list(entries, library), listed, as_json)
        return
    entry = _known(entries, id, hint)
    _tell(lines(entry, library), _time(entry, library) | _plain(entry) | _plain(details(id)), as_json)


def _time(entry: Movement | Routine, library: Content) -> dict[str, Any]:
    return {"seconds": seconds(entry, library)}


def _plain(entry: object) -> dict[str, Any]:
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(entry)
    return plain


def _library() -> Content:
    # Imported here: every other command does without it.
    from deskbreak import places
    from deskbreak.library.load import library

    content = library(places.shipped("config"), places.own_content())
    if content.mistakes:
        files = len({mistake.file for mistake in content.mistakes})
        text = counted("{n} file of yours is left out", "{n} files of yours are left out", files).format(n=files)
        click.echo(_("{text}: deskbreak library check tells why.").format(text=text), err=True)
    return content


def _known(entries: Mapping[str, Entry], id: str, hint: str) -> Entry:
    if id not in entries:
        from deskbreak.library.routine_rules import no_such

        raise DeskbreakError(no_such(id, entries), hint)
    return entries[id]


def _tell(lines: Iterable[str], plain: object, as_json: bool) -> None:
    click.echo(json.dumps(plain) if as_json else broken("\n".join(lines)))


def _list(entries: Mapping[str, Movement | Routine], library: Content) -> Iterator[str]:
    wide = max(map(len, entries), default=0)
    for context, heading in CONTEXTS.items():
        inside = [entry for entry in entries.values() if entry.context == context]
        if inside:
            yield f"{_(heading)}:"
            times = (rough_span(seconds(entry, library)) for entry in inside)
            yield from (
                f"  {entry.id:{wide}}  {time:>12}  {entry.name}" for entry, time in zip(inside, times, strict=True)
            )
