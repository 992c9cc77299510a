"""`deskbreak walk`: keep that you walked, with or without a running deskbreak."""

from __future__ import annotations

import time

import click

from deskbreak.app.walks import walked_seconds
from deskbreak.cli.alone import own_store
from deskbreak.cli.durations import Duration
from deskbreak.cli.running import request
from deskbreak.errors import NotRunning
from deskbreak.words import _, span


@click.command()
@click.argument("minutes", type=Duration(unit=60))
def walk(minutes: float) -> None:
    """Keep in the history that you walked for MINUTES. A length of time such as 1h is understood as well."""
    seconds = walked_seconds(minutes)
    try:
        waits = request({"do": "walk", "seconds": seconds}).get("waits", False)
    except NotRunning:
        with own_store() as store:
            store.walk(seconds, time.time())
        waits = False
    click.echo(_("You walked {time}.").format(time=span(seconds)))
    if waits:
        click.echo(_("Your history cannot be used now. This waits until it can, and is lost if deskbreak ends before."))
