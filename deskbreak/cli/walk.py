"""`deskbreak walk`: keep that you walked, with or without a running deskbreak."""

from __future__ import annotations

import time

import click

from deskbreak.app.walks import walked_seconds
from deskbreak.cli.durations import Duration
from deskbreak.cli.keeping import kept, tell_that_it_waits
from deskbreak.words import _, span


@click.command()
@click.argument("minutes", type=Duration(unit=60))
def walk(minutes: float) -> None:
    """Keep in the history that you walked for MINUTES. A length of time such as 1h is understood as well."""
    seconds = walked_seconds(minutes)
    is_kept = kept({"do": "walk", "seconds": seconds}, lambda store: store.walk(seconds, time.time()))
    click.echo(_("You walked {time}.").format(time=span(seconds)))
    if not is_kept:
        tell_that_it_waits()
