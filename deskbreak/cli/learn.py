"""`deskbreak learn`: the short cards to read; without a running deskbreak."""

from __future__ import annotations

import click

from deskbreak.cli.paragraphs import tell
from deskbreak.cli.sources import source_line
from deskbreak.errors import DeskbreakError
from deskbreak.words import _


@click.command()
@click.argument("number", type=int, required=False, metavar="[N]")
def learn(number: int | None) -> None:
    """Show the short cards on the muscle this is about, or the one with this number."""
    # Imported here: every other command does without it.
    from deskbreak import places
    from deskbreak.library.learn import learn as cards

    all_of_it = cards(places.shipped("config"))
    if number is None:
        for position, card in enumerate(all_of_it.card, start=1):
            tell(f"{position}. {card.title}")
        click.echo()
        tell(_("Read one with its number: deskbreak learn 1"))
        return
    if not 1 <= number <= len(all_of_it.card):
        raise DeskbreakError(_("There is no card {n}.").format(n=number), _("All of them: deskbreak learn"))
    card = all_of_it.card[number - 1]
    tell("\n\n".join((card.title, *card.text, all_of_it.last)))
    tell("\n" + _("Sources:"))
    for source in card.sources:
        tell(f"- {source_line(source)}")
