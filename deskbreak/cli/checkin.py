"""`deskbreak checkin`: say how your back is, with or without a running deskbreak."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from deskbreak.cli.durations import Duration
from deskbreak.cli.paragraphs import tell
from deskbreak.words import _, marked

if TYPE_CHECKING:
    from deskbreak.core.checkin import Questions
    from deskbreak.ports import Request

ASKED = ("side", "zone", "quality", "since", "before", "worse", "eases")
"""What is asked beside the number; the rest is for whoever wants to tell it."""
HELP = {
    "side": marked("Which side."),
    "zone": marked("Where exactly."),
    "quality": marked("How it feels."),
    "since": marked("For how long by now."),
    "before": marked("What came before it."),
    "worse": marked("What makes it worse."),
    "eases": marked("What eases it."),
    "care": marked("What else you did or had for it: hands-on care, yoga, a walk."),
    "sleep": marked("How you slept."),
    "stress": marked("How much stress there is."),
    "food": marked("How your meals were."),
}
"""One option for each topic of `core/checkin.py`."""


def _with_topics(command: Callable[..., None]) -> Callable[..., None]:
    for topic, text in reversed(HELP.items()):
        command = click.option(f"--{topic}", topic, multiple=True, metavar="WORD", help=text)(command)
    return command


@click.command()
@click.argument("intensity", type=click.IntRange(0, 10), required=False, metavar="[0-10]")
@_with_topics
@click.option("--eases-for", type=Duration(unit=60), metavar="TIME", help="For how long that eases it.")
@click.option("--note", help="Anything else, in your own words.")
@click.option("--words", is_flag=True, help="Show the words that these options take, and nothing else.")
def checkin(
    intensity: int | None, eases_for: float | None, note: str | None, words: bool, **topics: tuple[str, ...]
) -> None:
    """Note how your back is, from 0 (fine) to 10. Without anything, you are asked.

    From 4 on, deskbreak names only easy movements today; from 7 on, only the gentlest. The last number of a day counts.
    Everything stays on this computer: `deskbreak report` writes it down for you, `deskbreak history erase` forgets it.
    Options that take a WORD may be given several times.
    """
    # Imported here: the other commands do without it.
    from deskbreak import places
    from deskbreak.library.checkin import questions

    known = questions(places.shipped("config"))
    if words:
        _show_words(known)
        return
    told: Request = {topic: _known(known, topic, ids) for topic, ids in topics.items() if ids}
    told |= {name: value for name, value in (("eases_seconds", eases_for), ("note", note)) if value}
    if intensity is None:
        told = _asked(known, told)
    else:
        told["intensity"] = intensity
    _note(told, known)


def _asked(known: Questions, told: dict[str, Any]) -> Request:
    """What was told already, and the rest as it is answered."""
    from deskbreak.cli.asking import a_line, a_number, a_time, can_ask, leaving_noted_nothing, some_of

    if not can_ask():
        raise click.UsageError(_("Say how your back is, from 0 (fine) to 10."))
    with leaving_noted_nothing():
        tell(_("Enter leaves a question open. What you tell stays on this computer."))
        intensity = a_number(_("How is your back right now, from 0 (fine) to 10?"))
        if intensity == 0 or told:
            return {**told, "intensity": intensity}
        answers: dict[str, Any] = {topic: some_of(known.of(topic)) for topic in ASKED}
        click.echo()
        if answers["eases"]:
            answers["eases_seconds"] = a_time(_("For how long does that ease it, in minutes?"))
        answers["note"] = a_line(_("Anything else?"))
    return {"intensity": intensity, **{name: value for name, value in answers.items() if value}}


def _note(told: Request, known: Questions) -> None:
    from deskbreak.app.check_ins import told_in
    from deskbreak.cli.keeping import kept, tell_that_it_waits
    from deskbreak.explain_checkin import what_follows

    check_in = told_in(told)
    is_kept = kept({"do": "checkin", "quiet": True, **told}, lambda store: store.check_in(check_in, time.time()))
    noted, *rest = what_follows(check_in, known)
    tell(_("Noted. {what_follows}").format(what_follows=noted))
    for line in (*rest, *(answer.note for answer in known.all_chosen(check_in) if answer.note)):
        tell(line)
    if not is_kept:
        tell_that_it_waits()


def _known(known: Questions, topic: str, ids: tuple[str, ...]) -> list[str]:
    """These ids of a topic. A usage error when one is none of them."""
    from deskbreak.library.mistake import unknown

    there = [answer.id for answer in known.of(topic).answers]
    for id in ids:
        if id not in there:
            raise click.BadParameter(unknown(id, there), param_hint=f"--{topic}")
    return list(ids)


def _show_words(known: Questions) -> None:
    for topic in known.topic:
        click.echo(f"--{topic.id}")
        for answer in topic.answers:
            click.echo(f"  {answer.id:16}{answer.words}")
