"""A movement or a routine in full, as somebody reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from deskbreak.cli.sources import basis_lines, source_line
from deskbreak.words import _, exact_span, marked, rough_span

if TYPE_CHECKING:
    from deskbreak.core.movement import Movement, Routine
    from deskbreak.library.load import Content

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


def movement_lines(read: Movement, library: Content) -> Iterator[str]:
    """All there is to read about this movement."""
    from deskbreak.library import translated

    movement = read if read.id in library.own else translated.movement_in_full(read)
    details = library.details(read.id)
    yield f"{movement.name} ({movement.id})"
    heading = (_(CONTEXTS[movement.context]), rough_span(seconds(read, library)), movement.dose.range)
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


def routine_lines(read: Routine, library: Content) -> Iterator[str]:
    """All there is to read about this routine."""
    from deskbreak.library import translated

    routine = read if read.id in library.own else translated.routine_in_full(read)
    details = library.routine_details(read.id)
    yield f"{routine.name} ({routine.id})"
    yield f"{_(CONTEXTS[routine.context])} · {rough_span(seconds(read, library))}"
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


def seconds(entry: Movement | Routine, library: Content) -> float:
    """All of it, as a notice and the menu tell it."""
    from deskbreak.core.laying_out import in_full
    from deskbreak.core.library import Library
    from deskbreak.core.timeline import duration

    return duration(in_full(entry, Library(library.movements, library.routines)))


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
