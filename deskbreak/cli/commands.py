"""The commands. Exit codes: 0 done, 1 the user can mend it, 2 usage, 3 no running deskbreak."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from deskbreak import __version__, places
from deskbreak.app.control import ask
from deskbreak.cli.durations import Duration
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.ports import Request
from deskbreak.words import _


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="deskbreak")
@click.pass_context
def cli(context: click.Context) -> None:
    """Get out of the chair every half hour, with one short movement for the lower back.

    Without a command, deskbreak starts in the tray.
    """
    if context.invoked_subcommand is None:
        context.invoke(run)


@cli.command()
def run() -> None:
    """Start in the tray; without one, in this terminal."""
    from deskbreak.app.main import main as run_app

    sys.exit(run_app())


@cli.command()
def demo() -> None:
    """Try it: the real thing, but reminding after 10 seconds and recording nothing."""
    from deskbreak.app.main import DEMO
    from deskbreak.app.main import main as run_app

    sys.exit(run_app(DEMO))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(as_json: bool) -> None:
    """Tell how long you have sat and when the next reminder comes."""
    reply = request({"do": "status"})
    line = reply.pop("say")
    del reply["v"], reply["ok"]
    if as_json:
        click.echo(json.dumps(reply))
        return
    click.echo(line)
    today = reply["today"]
    click.echo(
        _("Today: {taken} taken, {natural} natural, {partly} partly, {skipped} skipped, {missed} missed").format(
            **today
        )
    )


@cli.command()
def now() -> None:
    """Begin a break at once."""
    _tell({"do": "now"})


@cli.command()
def start() -> None:
    """Begin the break that is asked for, or the next one."""
    _tell({"do": "start"})


@cli.command()
def done() -> None:
    """Say that you did it."""
    _tell({"do": "done"})


@cli.command()
def skip() -> None:
    """Leave this break out; during a break, stop it."""
    _tell({"do": "skip"})


@cli.command()
@click.argument("minutes", type=click.FloatRange(min=0, min_open=True, max=240), required=False)
def snooze(minutes: float | None) -> None:
    """Put the break off, by MINUTES or as the settings say."""
    _tell({"do": "snooze"} if minutes is None else {"do": "snooze", "minutes": minutes})


@cli.command()
@click.argument("how_long", nargs=-1, metavar="[30m | 2h | until 14:30 | tomorrow]")
def pause(how_long: tuple[str, ...]) -> None:
    """No reminders for a while; without a time, until you resume."""
    _tell({"do": "pause", **_pause_length(how_long)})


@cli.command()
def resume() -> None:
    """End the pause."""
    _tell({"do": "resume"})


@cli.command(name="quit")
def quit_() -> None:
    """Quit the running deskbreak."""
    request({"do": "quit"})


def _pause_length(words: tuple[str, ...]) -> Request:
    match words:
        case ():
            return {}
        case ("tomorrow",) | ("until", "tomorrow"):
            return {"until": "tomorrow"}
        case ("until", moment):
            return {"until": moment}
        case _:
            return {"seconds": Duration().convert(" ".join(words), None, None)}


def request(what: Request) -> dict[str, Any]:
    """The running deskbreak's reply. NotRunning when there is none, DeskbreakError when it refuses."""
    try:
        reply = ask(places.socket_file("deskbreak"), what)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NotRunning(_("deskbreak is not running."), _("Start it with: deskbreak run")) from error
    except (OSError, ValueError) as error:
        raise DeskbreakError(
            _("The running deskbreak does not answer ({error}).").format(error=error),
            _("Quit it and start it again."),
        ) from error
    if not reply.get("ok"):
        raise DeskbreakError(reply["title"], reply["hint"])
    return reply


def _tell(what: Request) -> None:
    click.echo(request(what)["say"])


def main() -> int:
    """The command line; the exit code."""
    try:
        cli.main(standalone_mode=False)
    except DeskbreakError as error:
        click.echo(error, err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 1
    return 0
