"""The program begins again where it was, after a crash, a quit or a night."""

from __future__ import annotations

from deskbreak.core.absences import came_back, slept
from deskbreak.core.breaks import Movements
from deskbreak.core.presence import Presence
from deskbreak.core.quiet import MEETING
from deskbreak.core.state import Phase, Settling
from deskbreak.core.step import Step
from deskbreak.core.turns import guide_ended


def started_again(step: Step, gap: float) -> None:
    """After a crash the count goes on; after a longer absence the gap was not sat.

    Whatever was on the screen went with the program, and an open guide with it.
    """
    was, until = step.state.phase, step.state.until
    if was is Phase.ON_BREAK:
        guide_ended(step, None, Movements(), because="gone")
    elif was is Phase.PROMPTED:
        step.settle()
    _forget_surroundings(step)
    if gap > step.rules.restart_within:
        slept(step, gap, because="gone")
    elif was is Phase.PROMPTED and until is not None and until > step.now:
        step.turn.again, step.turn.again_at = step.turn.asking, step.now
    step.state.not_before = max(step.state.not_before, step.now + step.rules.look_around)


def _forget_surroundings(step: Step) -> None:
    """Who sees presence and quiet tells them anew; until then, what was held stays held for a little while."""
    state = step.state
    came_back(step)
    state.presence = Presence(
        standing_since=state.presence.standing_since, standing_asked=state.presence.standing_asked
    )
    if state.held is not None:
        state.settling = Settling(state.held.signal, state.held.quiet, step.now)
    state.quiet = {signal: quiet for signal, quiet in state.quiet.items() if signal == MEETING}
    state.disregarded.clear()
    for signal in state.quiet:
        state.presence.begin_seated(signal)
