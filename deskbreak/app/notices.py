"""The words of reminders, answers and news: what each notice says, its buttons, what they ask for."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.app.texts import Said
from deskbreak.core.effects import Asking, ShowPrompt
from deskbreak.core.movement import Movement, Routine, Side
from deskbreak.core.quiet import MEETING
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import duration
from deskbreak.ports import Request
from deskbreak.ports.notices import Button, Click, Notice
from deskbreak.words import _, counted, marked, rough_span, span

MEETING_MORE = 600
"""Seconds that a meeting may be made longer by, from the prompt that follows it."""
MISTAKES_SHOWN = 4
"""More than these would not be read in a notice."""
CLICKS = {
    Click.LEFT: marked("Click to start."),
    Click.MIDDLE: marked("Click with the middle button to start."),
    Click.NONE: "",
}
"""What a click on a reminder does, where it has no buttons."""
ELSEWHERE = {
    True: marked("More in the tray menu."),
    False: marked("Else: deskbreak snooze, deskbreak skip."),
}
"""Where the rest is then, with and without a tray. Some servers show no more than four short lines of all."""


def prompt(
    asked: ShowPrompt,
    suggestion: Suggestion,
    said: Said,
    snooze: float,
    has_tray: bool = True,
) -> Notice:
    """The reminder. `said` is its text, `snooze` what its button gives, in seconds.

    What cannot be pressed is in the menu of the tray, if there is one. Without one nothing would be left of a
    reminder that was put away, so that counts as no answer and it comes once more.
    """
    start = Button(_("Start"), {"do": "start"})
    later = Button(_("In {time}").format(time=span(snooze)), {"do": "snooze"})
    did_it = Button(_("I did it"), {"do": "done"})
    offers_later = asked.can_snooze and asked.asking is not Asking.REPEAT
    # A meeting that was told by hand is the one thing that may go on though it is over.
    longer = Button(_("{time} more").format(time=span(MEETING_MORE)), {"do": "meeting", "seconds": MEETING_MORE})
    second = longer if asked.held_by == MEETING else later if offers_later else did_it
    return Notice(
        title=said.title,
        body=_body(asked, suggestion, said),
        buttons=(start, second, Button(_("Skip"), {"do": "skip"})),
        click={"do": "start"},
        put_away={"do": "put-away"} if has_tray else None,
        unbuttoned={click: f"{_(does)} {_(ELSEWHERE[has_tray])}".strip() for click, does in CLICKS.items()},
        stays=True,
    )


def another(suggestion: Suggestion) -> Notice:
    """The movement that a break was given in place of the one it had, while its prompt is not on the screen."""
    return Notice(
        title=_("Another movement"),
        body=_called_line(suggestion),
        buttons=(Button(_("Start"), {"do": "start"}), Button(_("Not this one"), {"do": "another"})),
        click={"do": "start"},
        unbuttoned={
            Click.LEFT: _("Click to start."),
            Click.MIDDLE: _("Click with the middle button to start."),
            Click.NONE: _("Start is in the tray menu."),
        },
    )


def note(suggestion: Suggestion, notes: Sequence[str]) -> Notice:
    """What to know before something that asks for care; it is begun from here."""
    start = {"do": "start", "movement": suggestion.id, "noted": True}
    return Notice(
        title=_("A note before you begin"),
        body="\n".join((_called_line(suggestion), *notes)),
        buttons=(Button(_("Start"), start),),
        unbuttoned=dict.fromkeys(Click, _("Start it with: deskbreak start {id} --noted").format(id=suggestion.id)),
    )


def was_too_much(movement: Movement) -> Notice:
    """The answer to "too much"."""
    stop = _("When to stop any movement: deskbreak safety --stop")
    return Notice(title=_("Thanks"), body=f"{left_out(called(movement))}\n{stop}")


def left_out(movement: str) -> str:
    """What follows from that."""
    return _("{movement} is left out for a week.").format(movement=movement)


def noted(lines: Sequence[str]) -> Notice:
    """The answer to a check-in: what follows, and nothing of what was told. Others may see the screen."""
    return Notice(title=_("Noted"), body="\n".join(lines))


def status(line: str, way_out: str | None) -> Notice:
    """What the first start, a second one, or a click on the icon tells. `way_out` of what holds, if anything does."""
    pause = Button(_("Pause 1 h"), {"do": "pause", "seconds": 3600})
    resume = Button(way_out or "", {"do": "resume"})
    settings = Button(_("Settings"), {"do": "settings"})
    return Notice(
        title=_("deskbreak is running"),
        body=line,
        buttons=(Button(_("Take now"), {"do": "now"}), resume if way_out else pause, settings),
    )


def days(lines: Sequence[str]) -> Notice:
    """What became of the last days, a line each."""
    return Notice(title=_("Your last 7 days"), body="\n".join(lines) or _("There was no break in these days."))


def still_standing() -> Notice:
    """Asked once, after a long time without a word."""
    return Notice(
        title=_("Still standing?"),
        body=_("Nothing is counted until you sit."),
        buttons=(Button(_("Yes"), {"do": "stand"}), Button(_("I'm sitting"), {"do": "sit"})),
    )


def still_paused() -> Notice:
    """Asked once, on the day after a pause without an end was chosen."""
    return Notice(
        title=_("Still paused?"),
        body=_("You paused deskbreak until you resume."),
        buttons=(Button(_("Resume"), {"do": "resume"}), Button(_("Stay paused"), {"do": "pause"})),
        click={"do": "resume"},
        unbuttoned={
            Click.LEFT: _("Click to resume."),
            Click.MIDDLE: _("Click with the middle button to resume."),
            Click.NONE: _("Resume is in the tray menu."),
        },
        stays=True,
    )


def mistakes(lines: Sequence[str]) -> Notice:
    """What in the settings is not understood; what held before goes on to hold there."""
    told, more = lines[:MISTAKES_SHOWN], len(lines) - MISTAKES_SHOWN
    tail = counted(
        "and {n} more; deskbreak config check tells all", "and {n} more; deskbreak config check tells all", more
    )
    rest = [tail.format(n=more)] if more > 0 else []
    return Notice(
        title=_("Part of your settings is not understood"),
        body="\n".join([*told, *rest]),
        put_away=put_away("settings"),
        stays=True,
    )


def history_trouble(lines: Sequence[str]) -> Notice:
    """Something that the user can mend, while reminding goes on. It names a path, and long titles are cut off."""
    return Notice(
        title=_("Your history cannot be used"), body="\n".join(lines), put_away=put_away("history"), stays=True
    )


def refused(title: str, hint: str) -> Notice:
    """What somebody chose cannot be done. The reason is in the body: desktops cut long titles off."""
    return Notice(title=_("That could not be done"), body=f"{title}\n{hint}")


def put_away(about: str) -> Request:
    """What closing news by hand asks for: that this is not told again."""
    return {"do": "heard", "about": about}


def called(what: Movement | Routine) -> str:
    """What notices call it: others may read them."""
    return what.notice_name or what.name


def movement_line(suggestion: Suggestion, name: str | None = None) -> str:
    """What it is, on which side, how long all of it takes. By its own name, unless there is another."""
    name, time = name or suggestion.name, rough_span(duration(suggestion))
    match suggestion.sides:
        case (Side.LEFT,):
            line = _("Left side: {movement}, {time}.")
        case (Side.RIGHT,):
            line = _("Right side: {movement}, {time}.")
        case (Side.LEFT, Side.RIGHT):
            line = _("Left side, then right: {movement}, {time}.")
        case (Side.RIGHT, Side.LEFT):
            line = _("Right side, then left: {movement}, {time}.")
        case _:
            line = _("{movement}, {time}.")
    return line.format(movement=name, time=time)


def _called_line(suggestion: Suggestion) -> str:
    return movement_line(suggestion, called(suggestion.what))


def _body(asked: ShowPrompt, suggestion: Suggestion, said: Said) -> str:
    named = _called_line(suggestion) if said.body is None else said.body
    lines = [named, _("You have sat {time}.").format(time=span(asked.sat))]
    if said.beside:
        lines.insert(1, said.beside)
    if asked.asking is Asking.SNOOZED:
        lines.insert(0, _("Your snoozed reminder."))
    if asked.asking is Asking.HELD:
        lines.insert(0, _("Held back until now."))
    return "\n".join(filter(None, lines))
