"""`deskbreak config`: look at the settings, change them, find mistakes; with or without a running deskbreak."""

from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deskbreak import places
from deskbreak.cli.running import reload_settings
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.settings.read import Loaded
    from deskbreak.settings.schema import Settings

EDITORS = ("notepad",) if sys.platform == "win32" else ("sensible-editor", "nano", "vi")

# Settings are imported inside the commands: every other command does without them.


class ConfigGroup(click.Group):
    """Its help ends with every setting; they are imported only for that."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click gives it
        from deskbreak.settings.keys import KEYS

        with formatter.section(_("Settings")):
            formatter.write_dl([(name, _(key.help)) for name, key in KEYS.items()])


@click.group(cls=ConfigGroup)
def config() -> None:
    """Look at the settings and change them. docs/settings.md has their limits and defaults."""


@config.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def list_(as_json: bool) -> None:
    """Show every setting as it holds now."""
    from deskbreak.settings.keys import KEYS
    from deskbreak.settings.values import plain, written

    settings = _in_force()
    if as_json:
        click.echo(json.dumps({name: plain(key.of(settings)) for name, key in KEYS.items()}))
        return
    for name, key in KEYS.items():
        value = key.of(settings)
        default = "" if value == key.default else "  # " + _("default: {value}").format(value=written(key.default))
        click.echo(f"{name} = {written(value)}{default}")


@config.command()
@click.argument("key")
def get(key: str) -> None:
    """Show one setting, as `set` takes it."""
    from deskbreak.settings.keys import known
    from deskbreak.settings.values import typed

    one = known(key)
    click.echo(typed(one, one.of(_in_force())))


# A value may begin with a minus: that is too small, and not an option.
@config.command(name="set", context_settings={"ignore_unknown_options": True})
@click.argument("key")
@click.argument("value")
def set_(key: str, value: str) -> None:
    """Change one setting; your comments in the file stay.

    Several ranges of time are separated by commas: 09:00-12:30,13:00-17:00
    """
    from deskbreak.settings.keys import known
    from deskbreak.settings.values import written
    from deskbreak.settings.write import set_value

    settings = set_value(places.settings_file(), key, value)
    setting = known(key)
    click.echo(f"{setting.dotted} = {written(setting.of(settings))}")
    reload_settings()


@config.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
def check(file: Path | None) -> None:
    """Find the mistakes in your settings, or in FILE."""
    _check(file or places.settings_file())


@config.command()
def path() -> None:
    """Tell where your settings lie."""
    click.echo(places.settings_file())


@config.command()
def edit() -> None:
    """Open your settings in your editor, then check them."""
    import subprocess

    from deskbreak.settings.write import have_file

    file = places.settings_file()
    have_file(file)
    command = _editor()
    try:
        subprocess.run([*command, str(file)], check=True)  # noqa: S603 - what the user chose to edit with
    except (OSError, subprocess.CalledProcessError) as error:
        raise DeskbreakError(
            _("The editor {editor} failed ({error}).").format(editor=command[0], error=error),
            _("Name another one in $VISUAL or $EDITOR."),
        ) from error
    reload_settings()
    _check(file)


def _in_force() -> Settings:
    """The settings as they hold, also where the file is broken; what is broken goes to stderr."""
    from deskbreak.settings.good import load_lasting

    loaded = load_lasting(places.settings_file(), places.good_settings_file())
    _show(loaded, err=True)
    return loaded.settings


def _check(file: Path) -> None:
    from deskbreak.settings.file import load

    loaded = load(file)
    _show(loaded)
    if loaded.mistakes:
        raise DeskbreakError(
            _("There are mistakes in {file}.").format(file=file),
            _("Mend the lines above; until then, what was last in order holds."),
        )
    click.echo(_("No mistakes."))


def _show(loaded: Loaded, err: bool = False) -> None:
    for line in (*loaded.mistakes, *loaded.warnings):
        click.echo(line, err=err)


def _editor() -> list[str]:
    import shutil

    for variable in ("VISUAL", "EDITOR"):
        if command := shlex.split(os.environ.get(variable, ""), posix=sys.platform != "win32"):
            return command
    for name in EDITORS:
        if found := shutil.which(name):
            return [found]
    raise DeskbreakError(_("There is no editor."), _("Name one in $VISUAL or $EDITOR."))
