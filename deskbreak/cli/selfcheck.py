"""`deskbreak selfcheck`: compare both sides by pressing softly, with or without a running deskbreak."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from deskbreak.cli.paragraphs import tell
from deskbreak.errors import DeskbreakError, NotRunning
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.core.checkin import Pressing, SelfCheck
    from deskbreak.core.movement import Side
    from deskbreak.core.profile import Profile


@click.command()
@click.option("--left", type=click.IntRange(0, 10), help="How tender the left side is, where you know it already.")
@click.option("--right", type=click.IntRange(0, 10), help="How tender the right side is.")
def selfcheck(left: int | None, right: int | None) -> None:
    """Compare how tender both sides are, by pressing softly with two fingertips: 40 seconds, guided.

    It is no diagnosis. The numbers stay on this computer; `deskbreak report` tells them, `deskbreak history erase`
    forgets them.
    """
    # Imported here: the other commands do without it.
    from deskbreak import places
    from deskbreak.cli.asking import can_ask, leaving_noted_nothing
    from deskbreak.cli.keeping import kept, tell_that_it_waits
    from deskbreak.core.checkin import SelfCheck
    from deskbreak.library.checkin import questions
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.meaning import profile

    config = places.shipped("config")
    press = questions(config).self_check
    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    person, is_asked = profile(settings), can_ask()
    refuse_withheld(press, person, config)
    if left is not None and right is not None:
        told = SelfCheck(left, right)
    elif left is not None or right is not None:
        raise click.UsageError(_("Give both sides, or none to be guided."))
    elif not is_asked:
        raise click.UsageError(_("Without a terminal, give --left and --right, from 0 to 10."))
    else:
        with leaving_noted_nothing():
            ask_unsaid(press, person, config)
            told = pressed(press)
    handed = {"do": "selfcheck", "left": told.left, "right": told.right, "knots": list(told.knots)}
    is_kept = kept(handed, lambda store: store.self_check(told, time.time()))
    tell(_("Noted. {what_follows}").format(what_follows=press.end))
    if not is_kept:
        tell_that_it_waits()
    if told.sorer is not None and told.sorer != settings.movements.sore_side:
        _offer(told.sorer, is_asked)


def refuse_withheld(press: Pressing, person: Profile, config: Path) -> None:
    """DeskbreakError, with the reason, when it is nothing for this person."""
    from deskbreak.core.safety import limits, locked

    if locked(person):
        raise _withheld(_("A warning sign has to be looked at first."))
    holds = limits(person).conditions
    if reasons := [text for id, text in _labels(press, config) if id in holds]:
        raise _withheld(" · ".join(reasons))


def ask_unsaid(press: Pressing, person: Profile, config: Path) -> None:
    """Ask of what nothing was said so far; it is not kept. DeskbreakError when any of it is so."""
    from deskbreak.cli.asking import yes_or_no
    from deskbreak.core.safety import limits

    unsaid = [text for id, text in _labels(press, config) if id in limits(person).in_doubt]
    if not unsaid:
        return
    tell(_("This is not for everybody:"))
    for text in unsaid:
        tell(f"  - {text}")
    if yes_or_no(_("Does any of these apply to you?")):
        raise _withheld(_("It may not suit you."))


def pressed(press: Pressing, wait: Callable[[float], object] | None = None) -> SelfCheck:
    """Lead somebody through it, and ask. `wait` lets so many seconds pass."""
    from deskbreak.cli.asking import a_number, yes_or_no
    from deskbreak.core.checkin import SelfCheck
    from deskbreak.core.movement import Side
    from deskbreak.guide_words import side_name

    tender: dict[Side, int] = {}
    knots = []
    for side in Side:
        for step in press.steps:
            tell(f"\n{step.text.format(side=side_name(side))}")
            (wait or count_down)(step.seconds)
        tender[side] = a_number(press.tender.format(side=side_name(side)))
        if yes_or_no(press.knot.format(side=side_name(side))):
            knots.append(side)
    return SelfCheck(tender[Side.LEFT], tender[Side.RIGHT], tuple(knots))


def count_down(seconds: float, sleep: Callable[[float], object] = time.sleep) -> None:
    """Let the time pass, and show how much of it is left."""
    for left in range(round(seconds), 0, -1):
        click.echo(f"\r{left:3} s", nl=False)
        sleep(1)
    click.echo("\r     \r", nl=False)


def _offer(side: Side, is_asked: bool) -> None:
    """Have the side that is clearly more tender as the sore one from now on, if they like."""
    from deskbreak.cli.asking import yes_or_no
    from deskbreak.guide_words import side_name

    tell(_("The {side} side is clearly more tender than the other.").format(side=side_name(side)))
    if not is_asked:
        tell(_("To have it as your sore side: deskbreak config set movements.sore_side {side}").format(side=side))
    elif yes_or_no(_("Set it as your sore side? Stretches begin there then.")):
        _set_sore(side)
        tell(_("Your sore side is set."))


def _set_sore(side: Side) -> None:
    """The running one has to know at once; without one, the file is enough."""
    from deskbreak import places
    from deskbreak.cli.running import request
    from deskbreak.settings.write import set_value

    try:
        request({"do": "sore", "side": side.value})
    except NotRunning:
        set_value(places.settings_file(), "movements.sore_side", side.value)


def _labels(press: Pressing, config: Path) -> list[tuple[str, str]]:
    """The conditions with which there is no self-check, and what they are called."""
    from deskbreak.library.safety import safety

    return [(each.id, each.label) for each in safety(config).conditions if each.id in press.withheld]


def _withheld(why: str) -> DeskbreakError:
    return DeskbreakError(
        _("The self-check is left out: {why}").format(why=why),
        _("Ask a professional before you press there; deskbreak config list shows what you told."),
    )
