"""The words of a movement under way: what is left of each stretch, and what to do in it."""

from __future__ import annotations

from dataclasses import replace

from deskbreak.app.notices import called
from deskbreak.core.movement import Side
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue, Stretch
from deskbreak.guide_words import clock, easy_range, side_name, stands_up, steps
from deskbreak.ports.notices import Button, Notice
from deskbreak.words import _


def countdown(suggestion: Suggestion, stretch: Stretch, left: float, private: bool = False) -> Notice:
    """The movement under way. `left` is the seconds that remain of this stretch; `private`: no title names it."""
    too_much = (Button(_("Too much"), {"do": "too-much"}),) if suggestion.may_be_too_much else ()
    return Notice(
        title=_countdown_title(suggestion, stretch, left, private),
        body=_steps(suggestion, stretch),
        buttons=(Button(_("I did it"), {"do": "done"}), Button(_("Stop"), {"do": "skip"}), *too_much),
        put_away={"do": "hush"},
        stays=True,
        share=1 - left / stretch.seconds,
        step=f"{stretch.cue} {stretch.start}",
    )


def held(suggestion: Suggestion, stretch: Stretch, left: float) -> Notice:
    """The movement under way, while it pauses."""
    under_way = countdown(suggestion, stretch, left)
    go_on = Button(_("Go on"), {"do": "go-on"})
    return replace(under_way, title=_("Paused"), buttons=(go_on, *under_way.buttons[1:]))


def _countdown_title(suggestion: Suggestion, stretch: Stretch, left: float, private: bool) -> str:
    time, movement = clock(left), suggestion.parts[stretch.part].movement
    match stretch.cue:
        case Cue.GET_READY if stretch.part and not private:
            return _("Next: {movement} · {time}").format(movement=called(movement), time=time)
        case Cue.GET_READY if stands_up(suggestion, stretch.part):
            return _("Stand up and get into place · {time}").format(time=time)
        case Cue.GET_READY:
            return _("Get into place · {time}").format(time=time)
        case Cue.SWITCH:
            return _("Change sides: {side} next · {time}").format(side=side_name(stretch.side or Side.LEFT), time=time)
        case Cue.MOVE if stretch.side is Side.LEFT:
            return _("Left side · {time}").format(time=time)
        case Cue.MOVE if stretch.side is Side.RIGHT:
            return _("Right side · {time}").format(time=time)
        case _:
            return f"{_('Your break') if private else called(movement)} · {time}"


def _steps(suggestion: Suggestion, stretch: Stretch) -> str:
    """All of them in every stretch: a notice that keeps its size keeps its buttons under the pointer."""
    todo = " ".join(steps(suggestion.parts[stretch.part].movement, stretch.side, suggestion.easier))
    return "\n".join(filter(None, (todo, easy_range(suggestion))))
