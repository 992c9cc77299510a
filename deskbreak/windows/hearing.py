"""What there is to hear of a movement, each at its moment. Pure.

It is for somebody who stands two metres away and does not look: when to begin, to change and to stop, which movement,
which side, which hold; never a number that runs, and no steps, as those would talk all the time. Others may hear it, so
a movement is named as in a notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue, Stretch, timeline
from deskbreak.guide_script import half_time
from deskbreak.guide_words import side_label, stands_up
from deskbreak.windows.pacing import turns
from deskbreak.windows.shown import count_words, now_words
from deskbreak.words import _


class Sound(StrEnum):
    """A sound, and what it says."""

    START = "start"
    """Begin."""
    SWITCH = "switch"
    """Something else has to be done: change sides, get into another place, rest."""
    END = "end"
    """It is over."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Something to hear; each is heard once."""

    part: int
    sound: Sound | None
    words: str


def cues(suggestion: Suggestion, is_private: bool) -> Iterator[tuple[float, Heard]]:
    """All of them in order, each with the seconds after which it is due. `is_private`: no movement is named."""
    told, ready = "", -1
    for stretch in timeline(suggestion).stretches:
        movement = suggestion.parts[stretch.part].movement
        named = "" if is_private or movement.id == told else movement.notice_name or movement.name
        told = movement.id
        if stretch.cue is not Cue.MOVE:
            ready = stretch.part
            up = _("Stand up.") if stands_up(suggestion, stretch.part) else ""
            sound = Sound.SWITCH if stretch.part else None
            yield stretch.start, Heard(stretch.part, sound, _joined(named, up, now_words(suggestion, stretch)))
        elif stretch.seconds:
            up = _("Stand up.") if ready != stretch.part and stands_up(suggestion, stretch.part) else ""
            side = side_label(stretch.side) if stretch.side else _("Now")
            yield stretch.start, Heard(stretch.part, Sound.START, _joined(named, up, side))
            yield from _on_the_way(suggestion, stretch)


def _on_the_way(suggestion: Suggestion, stretch: Stretch) -> Iterator[tuple[float, Heard]]:
    """Holds and rests, and the question at half time, where one is asked."""
    movement = suggestion.parts[stretch.part].movement
    said = [
        (after, Heard(stretch.part, Sound.SWITCH if one.rests else Sound.START, count_words(one, movement.dose)))
        for after, one in turns(stretch.seconds, movement.dose)
    ]
    if half := half_time(movement, stretch):
        said.append((stretch.seconds / 2, Heard(stretch.part, None, half)))
    for after, heard in sorted(said, key=lambda each: each[0]):
        yield stretch.start + after, heard


def _joined(*words: str) -> str:
    """As sentences, with a pause between two of them."""
    return ". ".join(each.rstrip(".") for each in words if each)
