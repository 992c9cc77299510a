"""What of the week is told when it is met: a line inside the program, and no word where it is not."""

from __future__ import annotations

from deskbreak.cli.running import met
from deskbreak.core.targets import TARGETS


def stands(**days: int) -> dict[str, dict[str, int]]:
    of_week = {name.replace("_", "-"): {"days": n, "goal_days": 3} for name, n in days.items()}
    return {"walk": {"seconds": 1500, "goal_seconds": 1200}, **of_week}


def test_what_is_met_is_told_in_words_for_everybody_to_read() -> None:
    assert list(met(stands(butt_walk=3, stretch=4, strength=2))) == [
        "Mat routine: 3 of 3 days this week.", "Stretching: 4 of 3 days this week.",
    ]  # fmt: skip
    assert list(met(stands())) == []


def test_every_target_has_its_line() -> None:
    all_met = {target.id: {"days": target.goal, "goal_days": target.goal} for target in TARGETS}
    assert len(list(met(all_met))) == len(TARGETS)
