"""A movement under way: how far it is, what was done of it, what a pause and passing over something do to that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deskbreak.core.breaks import Movements, Outcome, stopped
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue, Stretch, Timeline, timeline


@dataclass(frozen=True, slots=True)
class Guiding:
    """What somebody is led through, and since when, on the clock that counts suspend; pauses are left out of that."""

    in_full: Suggestion
    """All that it was to be."""
    began: float
    held_at: float | None = None
    """Since when it pauses; None while it goes on."""
    cut: tuple[tuple[int, float], ...] = ()
    """The parts that were passed over, each with the seconds that were done of it."""

    @property
    def suggestion(self) -> Suggestion:
        """Without what was passed over."""
        suggestion = self.in_full
        for part, seconds in self.cut:
            suggestion = suggestion.shortened(part, seconds)
        return suggestion

    @property
    def whole(self) -> bool:
        """Whether no movement was passed over."""
        return not self.cut

    @property
    def timeline(self) -> Timeline:
        return timeline(self.suggestion)

    def elapsed(self, now: float) -> float:
        """Seconds since it began, pauses left out."""
        return (now if self.held_at is None else min(now, self.held_at)) - self.began

    def at(self, now: float) -> Stretch:
        """The stretch that holds now."""
        return self.timeline.at(self.elapsed(now))

    def moved(self, now: float) -> Movements:
        """The seconds of movement done by now."""
        return self.timeline.moved(self.elapsed(now))

    def ended(self) -> tuple[Outcome | None, Movements]:
        """How it ended that was led to its end; where movement was passed over, as one that was stopped."""
        laid_out = self.timeline
        moved = laid_out.moved(laid_out.total)
        return (Outcome.TAKEN if self.whole else stopped(moved)), moved

    def anew(self, now: float) -> Guiding:
        """At its beginning, from now on; where it pauses, it does so there."""
        return replace(self, began=now, held_at=None if self.held_at is None else now)

    def held(self, now: float) -> Guiding:
        """It pauses from now on, if it does not already."""
        return self if self.held_at is not None else replace(self, held_at=now)

    def going_on(self, now: float) -> Guiding:
        """It goes on where it paused, if it did."""
        return self if self.held_at is None else replace(self, began=self.began + now - self.held_at, held_at=None)

    def delayed(self, seconds: float) -> Guiding:
        """It stood still for so long. In a pause it stands anyway."""
        return self if self.held_at is not None else replace(self, began=self.began + seconds)

    def ahead(self, now: float) -> Guiding:
        """At the next stretch from now on. The rest of a movement is not done, and does not count."""
        elapsed = self.elapsed(now)
        stretch = self.timeline.at(elapsed)
        match stretch.cue:
            case Cue.DONE:
                return self
            case Cue.MOVE:
                return replace(self, cut=(*self.cut, (stretch.part, max(0.0, elapsed - stretch.start))))
            case _:
                return replace(self, began=self.began - (stretch.end - elapsed))

    def back(self, now: float) -> Guiding:
        """At the beginning of what is in hand; while getting ready for it, of what came before.

        What is done again counts once.
        """
        elapsed, laid_out = self.elapsed(now), self.timeline
        stretch = laid_out.at(elapsed)
        if stretch.cue is Cue.DONE:
            return self
        part = stretch.part if stretch.cue is Cue.MOVE else max(0, stretch.part - 1)
        start = next(each.start for each in laid_out.stretches if each.part == part)
        kept = tuple(each for each in self.cut if each[0] < part)
        return replace(self, began=self.began + elapsed - start, cut=kept)
