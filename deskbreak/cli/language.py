"""The command line in the user's language: the help of our commands, and what click says of itself."""

from __future__ import annotations

import gettext
import inspect
import io
import sys

import click

from deskbreak.places import shipped
from deskbreak.words import DOMAIN, _, translated


def speak_the_language(command: click.Command) -> None:
    """Have this command and all below it help in the user's language. Called before anything is said."""
    if not translated():
        return
    # click asks gettext without naming a catalogue, so it finds its own sentences in ours.
    gettext.bindtextdomain(DOMAIN, shipped("locale"))
    gettext.textdomain(DOMAIN)
    # A terminal that cannot show „ is no reason to say nothing.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    _translate(command)


def help_of(shown: click.Command | click.Option) -> str:
    """What it says of itself in English. The indentation goes: not every Python leaves it in docstrings."""
    return inspect.cleandoc(shown.help or "")


def _translate(command: click.Command) -> None:
    command.help = _(help_of(command))
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = _(help_of(option))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _translate(below)
