"""What counts as a walk, from whoever tells of one."""

from __future__ import annotations

from deskbreak.errors import DeskbreakError
from deskbreak.words import _, span

LONGEST_SECONDS = 12 * 3600.0


def walked_seconds(told: object) -> float:
    """The length of a walk, as it was told. DeskbreakError when it is none."""
    if isinstance(told, bool) or not isinstance(told, int | float) or not 0 < told <= LONGEST_SECONDS:
        raise DeskbreakError(
            _("That is no length of time that can be used here."),
            _("Give more than nothing, and {most} at most.").format(most=span(LONGEST_SECONDS)),
        )
    return float(told)
