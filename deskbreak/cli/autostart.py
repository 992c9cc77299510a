"""`deskbreak autostart`: whether deskbreak starts at login; with or without a running one."""

from __future__ import annotations

import json

import click

from deskbreak.words import _

# What it takes is imported inside the commands: every other command does without it.


@click.group()
def autostart() -> None:
    """Start deskbreak at login, or no longer."""


@autostart.command()
def on() -> None:
    """Start deskbreak at login. On Linux, menus show it too.

    What you edited in the login entry or the launcher stays; only what keeps it from starting is changed.
    """
    from deskbreak.app.autostart import turn_on

    turn_on()
    click.echo(_("deskbreak starts at login."))


@autostart.command()
def off() -> None:
    """Start deskbreak at login no longer, and take away what `on` has brought.

    An entry that you edited is kept, but switched off.
    """
    from deskbreak.app.autostart import turn_off

    turn_off()
    click.echo(_("deskbreak does not start at login."))


@autostart.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(as_json: bool) -> None:
    """Tell whether deskbreak starts at login."""
    from deskbreak.app.autostart import state

    found = state()
    if as_json:
        click.echo(json.dumps({"autostart": found.on, "file": found.file}))
    elif found.on:
        click.echo(_("deskbreak starts at login."))
    elif found.why:
        click.echo(_("deskbreak does not start at login: {why}.").format(why=found.why))
    else:
        click.echo(_("deskbreak does not start at login."))
