"""The commands. Exit codes: 0 done, 1 the user can mend it, 2 usage, 3 no running deskbreak."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click
from click import termui

from deskbreak import __version__
from deskbreak.cli.autostart import autostart
from deskbreak.cli.checkin import checkin
from deskbreak.cli.config import config
from deskbreak.cli.content import movements, routines
from deskbreak.cli.doctor import doctor
from deskbreak.cli.durations import Duration
from deskbreak.cli.history import history
from deskbreak.cli.ignore import ignore
from deskbreak.cli.language import speak_the_language
from deskbreak.cli.learn import learn
from deskbreak.cli.library import library
from deskbreak.cli.like import like
from deskbreak.cli.profile import profile
from deskbreak.cli.report import report
from deskbreak.cli.running import met, plain_status, request, sign_lines
from deskbreak.cli.safety import safety
from deskbreak.cli.selfcheck import selfcheck
from deskbreak.cli.simulate import simulate
from deskbreak.cli.start import start
from deskbreak.cli.suggest import suggest
from deskbreak.cli.typed import typed_line
from deskbreak.cli.walk import walk
from deskbreak.cli.watch import watch
from deskbreak.cli.why import why
from deskbreak.day_words import breaks
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.ports import Request


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="deskbreak")
@click.pass_context
def cli(context: click.Context) -> None:
    """A break from sitting still every half hour, with one short movement for the lower back.

    Without a command, deskbreak starts in the tray.
    """
    if context.invoked_subcommand is None:
        context.invoke(run)


@cli.command()
def run() -> None:
    """Start in the tray; without one, in this terminal."""
    from deskbreak.app.start import main as run_app

    sys.exit(run_app())


@cli.command()
def demo() -> None:
    """Try it: the real thing, but reminding after 10 seconds and recording nothing."""
    from deskbreak.app.kinds import DEMO
    from deskbreak.app.start import main as run_app

    sys.exit(run_app(DEMO))


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def status(as_json: bool) -> None:
    """Tell how long you have sat and when the next reminder comes."""
    reply = request({"do": "status"})
    if as_json:
        click.echo(json.dumps(plain_status(reply)))
        return
    click.echo(reply["say"])
    for line in sign_lines(reply):
        click.echo(line)
    today = reply["today"]
    ended = _("{taken} taken, {natural} natural, {partly} partly, {skipped} skipped, {missed} missed").format(**today)
    click.echo(f"{breaks(today['done'], today['due'])} · {ended}" if today["due"] else breaks(0, 0))
    for line in met(reply["targets"]):
        click.echo(line)


@cli.command()
def now() -> None:
    """Begin a break at once."""
    _tell({"do": "now"})


@cli.command()
def done() -> None:
    """Say that you did it."""
    _tell({"do": "done"})


@cli.command()
def skip() -> None:
    """Leave this break out; during a break, stop it."""
    _tell({"do": "skip"})


@cli.command()
def another() -> None:
    """Not this one: have the break that is asked for with another movement."""
    _tell({"do": "another"})


@cli.command()
@click.argument("answer", type=click.Choice(["yes", "no", "other", "fewer", "icon"]))
def answer(answer: str) -> None:
    """Answer what was asked after a break.

    "other" is the other side; "fewer" and "icon" are about how you are reminded.
    """
    _tell({"do": "answer", "answer": answer})


@cli.command()
@click.argument("minutes", type=Duration(unit=60), required=False)
def snooze(minutes: float | None) -> None:
    """Put the break off, by MINUTES or as the settings say. A length of time such as 90s is understood as well."""
    _tell({"do": "snooze"} if minutes is None else {"do": "snooze", "minutes": minutes / 60})


@cli.command()
@click.argument("how_long", nargs=-1, metavar="[30m | 2h | until 14:30 | tomorrow]")
def pause(how_long: tuple[str, ...]) -> None:
    """No reminders for a while; without a time, until you resume."""
    _tell({"do": "pause", **_pause_length(how_long)})


@cli.command()
@click.argument("how_long", type=Duration(), metavar="[60m]", default=None, required=False)
def meeting(how_long: float | None) -> None:
    """Hold reminders back in a meeting, for an hour if you say no time; `deskbreak resume` ends it sooner."""
    _tell({"do": "meeting"} if how_long is None else {"do": "meeting", "seconds": how_long})


@cli.command()
def resume() -> None:
    """Go on reminding: end the pause, the hours off, the meeting, or disregard what holds a reminder back."""
    _tell({"do": "resume"})


@cli.command(name="quit")
def quit_() -> None:
    """Quit the running deskbreak."""
    request({"do": "quit"})


for command in (
    autostart, checkin, config, doctor, history, ignore, learn, library, like, movements, profile, report, routines,
    safety, selfcheck, simulate, start, suggest, walk, watch, why,
):  # fmt: skip
    cli.add_command(command)


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


def _tell(what: Request) -> None:
    click.echo(request(what)["say"])


def main() -> int:
    """The command line; the exit code."""
    # All that click asks goes through this.
    termui.visible_prompt_func = typed_line
    try:
        speak_the_language(cli)
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
