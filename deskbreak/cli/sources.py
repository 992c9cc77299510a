"""Where something comes from, in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deskbreak import places
from deskbreak.core.details import Source
from deskbreak.words import _


def source_line(source: Source) -> str:
    """Where something comes from, and what of it."""
    match source.type:
        case "public":
            return _("{title} <{url}>: {supports}").format(title=source.title, url=source.url, supports=source.supports)
        case "seed":
            return _("the article {ref}: {supports}").format(ref=source.ref, supports=source.supports)
        case _:
            return _("general knowledge: {supports}").format(supports=source.supports)


def basis_lines(seed_basis: Iterable[str]) -> Iterator[str]:
    """What a routine is built on. Ours begins with the number of the article; one's own may be any text."""
    # Imported here: only a routine in full needs it. The cards draw on every article.
    from deskbreak.library.learn import learn

    cards = learn(places.shipped("config")).card
    articles = {source.ref.split("_")[0]: source.ref for card in cards for source in card.sources if source.ref}
    for text in seed_basis:
        number, _colon, supports = text.partition(": ")
        yield source_line(Source("seed", supports, ref=articles[number])) if number in articles else text
