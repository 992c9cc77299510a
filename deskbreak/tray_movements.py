"""The lines of the tray menu that name a movement or a routine: to start it, or to have it next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from deskbreak.core.movement import Routine
from deskbreak.core.offers import Offer
from deskbreak.core.timeline import duration
from deskbreak.day_words import LONGEST
from deskbreak.ports.tray import MenuItem
from deskbreak.words import _, marked, rough_span

CONTEXTS = {
    "seated": marked("Seated"),
    "standing": marked("Standing"),
    "doorway": marked("At a door or wall"),
    "floor": marked("On the floor"),
}
"""Where a movement is done, as the library names it, in words and in the order of the menu."""
NEXT_CONTEXTS = CONTEXTS | {"floor": marked("On the floor, at home")}
"""Where it will be done: a reminder elsewhere does not name what waits for home."""
MOST_IN_A_ROW = 12
"""As many are found in one menu, under headings; of more, each context has a menu of its own ..."""
BEST = 3
"""... below so many of the best fitting."""
MOST_LISTED = 20
"""As many stand in one menu below, the best fitting of them; somebody may have thousands of their own."""


def kinds(offers: Sequence[Offer]) -> Iterator[tuple[str, Sequence[Offer]]]:
    """What there is to start, each kind of which there is any."""
    routines = [one for one in offers if isinstance(one.suggestion.what, Routine)]
    movements = [one for one in offers if one not in routines]
    if routines:
        yield _("Start a routine"), routines
    if movements:
        yield _("Start a movement"), movements


def starts(offers: Sequence[Offer]) -> Iterator[MenuItem | None]:
    if len(offers) > MOST_IN_A_ROW:
        yield from map(_start, offers[:BEST])
        yield None
    yield from _by_place(offers, _start)


def _start(offer: Offer) -> MenuItem:
    """What asks for care is begun from its note."""
    return MenuItem(_named(offer), {"do": "note" if offer.care else "start", "movement": offer.suggestion.id})


def nexts(offers: Sequence[Offer], chosen: str | None) -> Iterator[MenuItem | None]:
    def line(offer: Offer) -> MenuItem:
        id = offer.suggestion.id
        return MenuItem(_named(offer), {"do": "next", "movement": id}, checked=id == chosen, radio=True)

    yield MenuItem(_("Automatic"), {"do": "next"}, checked=chosen is None, radio=True)
    nameable = [one for one in offers if not one.care]
    if len(nameable) > MOST_IN_A_ROW:
        yield from (line(one) for one in nameable if one.suggestion.id == chosen)
        yield None
    yield from _by_place(nameable, line, NEXT_CONTEXTS)


def _by_place(
    offers: Sequence[Offer], line: Callable[[Offer], MenuItem], headings: Mapping[str, str] = CONTEXTS
) -> Iterator[MenuItem | None]:
    """The line of each under the place it is done at; of many, in a menu for each place. Places keep their order."""
    everywhere = dict.fromkeys([*headings, *(one.suggestion.context for one in offers)])
    by_place = {place: [one for one in offers if one.suggestion.context == place] for place in everywhere}
    places = {place: there for place, there in by_place.items() if there}
    if len(places) == 1:
        yield from _listed(offers, line)
        return
    for number, (place, there) in enumerate(places.items()):
        heading = _(headings.get(place, place))
        if len(offers) > MOST_IN_A_ROW:
            yield submenu(heading, _listed(there, line))
        else:
            yield from (*(None,) * (number > 0), MenuItem(heading), *map(line, there))


def _listed(offers: Sequence[Offer], line: Callable[[Offer], MenuItem]) -> Iterator[MenuItem]:
    yield from map(line, offers[:MOST_LISTED])
    if len(offers) > MOST_LISTED:
        yield MenuItem(_("The rest: deskbreak movements, deskbreak routines"))


def _named(offer: Offer) -> str:
    """With its time; what does not begin at once ends as such lines do."""
    time = rough_span(duration(offer.suggestion)) + ("…" if offer.care else "")
    return f"{cut(offer.suggestion.name, LONGEST - len(time) - 3)} · {time}"


def submenu(label: str, lines: Iterable[MenuItem | None]) -> MenuItem:
    """A line that leads to others."""
    return MenuItem(label, children=tuple(lines))


def cut(text: str, most: int = LONGEST) -> str:
    """As much of it as fits, and a sign that there was more."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
