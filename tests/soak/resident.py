"""deskbreak as it is, but the reminder comes after so many seconds: `resident.py SECONDS`."""

from __future__ import annotations

import sys
from dataclasses import replace

from deskbreak.app.kinds import Kind
from deskbreak.app.start import main
from deskbreak.core.breaks import Rules


def quick(rules: Rules) -> Rules:
    """These rules with a short interval: any number of prompts a day, and no answer too soon to be another one."""
    seconds = float(sys.argv[1])
    plans = tuple(replace(plan, every=seconds, length=2) for plan in rules.plans)
    return replace(rules, plans=plans, heads_up=seconds / 3, first_after=0, daily_cap=sys.maxsize, done_twice=0)


if __name__ == "__main__":
    sys.exit(main(Kind("deskbreak", rules=quick, records=True)))
