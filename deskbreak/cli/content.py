"""`deskbreak movements` and `routines`: what there is, and one of them in full; without a running deskbreak."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deskbreak.cli.paragraphs import broken
from deskbreak.cli.sources import basis_lines, source_line
from deskbreak.errors import DeskbreakError
from deskbreak.words import _, counted, exact_span, marked, rough_span

if TYPE_CHECKING:
    from deskbreak.core.movement import Movement, Routine
    from deskbreak.library.load import Content

FILE = click.Path(path_type=Path, dir_okay=False)
CONTEXTS = {
    "seated": marked("Seated"),
    "standing": marked("Standing"),
    "doorway": marked("In a doorway or at a wall"),
    "floor": marked("On the floor"),
}
SIDES = {
    "left": marked("left side"),
    "right": marked("right side"),
    "sore": marked("sore side"),
    "other": marked("other side"),
    "alternate": marked("left and right in turn"),
    "both": "",
}


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
    if id is None:
        entries = library.movements
        _tell(_list(entries, library), [_movement(one, library) for one in entries.values()], as_json)
        return
    movement = _known(library.movements, id, _("All of them: deskbreak movements"))
    _tell(_movement_lines(movement, library), _movement_in_full(movement, library), as_json)


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
    if id is None:
        entries = library.routines
        _tell(_list(entries, library), [_routine(one, library) for one in entries.values()], as_json)
        return
    routine = _known(library.routines, id, _("All of them: deskbreak routines"))
    _tell(_routine_lines(routine, library), _routine_in_full(routine, library), as_json)


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


def _known(entries: Mapping[str, Any], id: str, hint: str) -> Any:
    if id not in entries:
        from deskbreak.library.routine_rules import no_such

        raise DeskbreakError(no_such(id, entries), hint)
    return entries[id]


def _tell(lines: Iterable[str], plain: object, as_json: bool) -> None:
    click.echo(json.dumps(plain) if as_json else broken("\n".join(lines)))


# -- all of them -------------------------------------------------------------


def _list(entries: Mapping[str, Movement | Routine], library: Content) -> Iterator[str]:
    wide = max(map(len, entries), default=0)
    for context, heading in CONTEXTS.items():
        inside = [entry for entry in entries.values() if entry.context == context]
        if inside:
            yield f"{_(heading)}:"
            times = (rough_span(_seconds(entry, library)) for entry in inside)
            yield from (
                f"  {entry.id:{wide}}  {time:>12}  {entry.name}" for entry, time in zip(inside, times, strict=True)
            )


def _seconds(entry: Movement | Routine, library: Content) -> float:
    """All of it, as a notice and the menu tell it."""
    from deskbreak.core.laying_out import in_full
    from deskbreak.core.library import Library
    from deskbreak.core.timeline import duration

    return duration(in_full(entry, Library(library.movements, library.routines)))


# -- one in full -------------------------------------------------------------


def _movement_lines(read: Movement, library: Content) -> Iterator[str]:
    from deskbreak.library import translated

    movement = read if read.id in library.own else translated.movement_in_full(read)
    details = library.details(read.id)
    yield f"{movement.name} ({movement.id})"
    heading = (_(CONTEXTS[movement.context]), rough_span(_seconds(read, library)), movement.dose.range)
    yield " · ".join(filter(None, heading))
    yield from _labelled(_("Sides"), _sides(movement))
    yield from _labelled(_("You need"), _needs(read.equipment, movement.equipment))
    yield from _labelled(_("For"), ", ".join(movement.target))
    yield ""
    yield from (f"{number}. {_with_sides(step)}" for number, step in enumerate(movement.steps, start=1))
    yield from _labelled(_("Breathing"), _with_sides(details.breathing))
    yield ""
    for label, variation in ((_("Easier"), movement.easier), (_("Harder"), movement.harder)):
        if variation:
            yield from _labelled(label, _with_sides(variation.text) + (f" ({variation.id})" if variation.id else ""))
    yield from _labelled(_("Often done wrong"), "; ".join(details.mistakes))
    yield from _labelled(_("Stop when there is"), "; ".join(details.stop_signs))
    said = movement.contraindications
    labels = _condition_labels()
    yield from _labelled(_("Not with"), "; ".join(labels[name] for name in said.withhold) if said else "")
    yield from _labelled(_("With care"), "; ".join(labels[name] for name in said.care) if said else "")
    yield ""
    yield _("Sources:")
    yield from (f"- {source_line(source)}" for source in details.sources)


def _routine_lines(read: Routine, library: Content) -> Iterator[str]:
    from deskbreak.library import translated

    routine = read if read.id in library.own else translated.routine_in_full(read)
    details = library.routine_details(read.id)
    yield f"{routine.name} ({routine.id})"
    yield f"{_(CONTEXTS[routine.context])} · {rough_span(_seconds(read, library))}"
    yield from _labelled(_("When"), details.when)
    yield from _labelled(_("How often"), routine.weekly_target or "")
    yield from _labelled(_("You need"), _needs(read.equipment, routine.equipment))
    yield ""
    yield _("Before each part, {time} to get ready:").format(time=exact_span(routine.transition_s))
    for number, item in enumerate(routine.items, start=1):
        side = f", {_(SIDES[item.side])}" if SIDES[item.side] else ""
        yield f"{number}. {library.movements[item.movement].name}{side}: {exact_span(item.seconds)}"
    yield ""
    labels = _condition_labels()
    yield from _labelled(_("Not with"), "; ".join(labels[name] for name in routine.blocked_for))
    yield from _labelled(_("With care"), "; ".join(labels[name] for name in routine.manual_only_for))
    if details.seed_basis:
        yield ""
        yield _("Sources:")
        yield from (f"- {line}" for line in basis_lines(details.seed_basis))


def _labelled(label: str, text: str) -> Iterator[str]:
    if text:
        yield _("{label}: {text}").format(label=label, text=text)


def _needs(read: Sequence[str], shown: Sequence[str]) -> str:
    """The things; where "none" is among those of the file, the others are for comfort."""
    if "none" not in read:
        return ", ".join(shown)
    comforts = ", ".join(text for word, text in zip(read, shown, strict=True) if word != "none")
    return _("nothing; for comfort: {things}").format(things=comforts) if comforts else _("nothing")


def _sides(movement: Movement) -> str:
    from deskbreak.core.movement import Sides

    match movement.sides:
        case Sides.EACH:
            time = exact_span(movement.dose.seconds_per_side)
            return _("{time} each; the side is {means}").format(time=time, means=movement.side_means)
        case Sides.ALTERNATING:
            return _("in turn: {means}").format(means=movement.side_means)
        case _:
            return ""


def _with_sides(text: str) -> str:
    """Told of the left side; the right one is the same the other way round."""
    return text.format(side=_("left"), other=_("right"))


def _condition_labels() -> dict[str, str]:
    from deskbreak import places
    from deskbreak.library.safety import safety

    return {condition.id: condition.label for condition in safety(places.shipped("config")).conditions}


# -- as programs read it -----------------------------------------------------


def _movement(movement: Movement, library: Content) -> dict[str, Any]:
    return {
        "id": movement.id,
        "name": movement.name,
        "context": movement.context,
        "kind": movement.kind,
        "family": movement.family,
        "level": movement.level,
        "sides": movement.sides,
        "seconds": _seconds(movement, library),
    }


def _movement_in_full(movement: Movement, library: Content) -> dict[str, Any]:
    return {"seconds": _seconds(movement, library), **_plain(movement), **_plain(library.details(movement.id))}


def _routine(routine: Routine, library: Content) -> dict[str, Any]:
    return {
        "id": routine.id,
        "name": routine.name,
        "context": routine.context,
        "level": routine.level,
        "seconds": _seconds(routine, library),
    }


def _routine_in_full(routine: Routine, library: Content) -> dict[str, Any]:
    return {"seconds": _seconds(routine, library), **_plain(routine), **_plain(library.routine_details(routine.id))}


def _plain(entry: Any) -> dict[str, Any]:
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(entry)
    return plain
