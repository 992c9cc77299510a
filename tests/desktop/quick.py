"""deskbreak as it is, but the reminder comes after so many seconds: `quick.py SECONDS`."""

from __future__ import annotations

import sys
from dataclasses import replace

from deskbreak.app.kinds import Kind
from deskbreak.app.start import main
from deskbreak.core.breaks import Rules

SECONDS = float(sys.argv[1])


def quick(rules: Rules) -> Rules:
    plans = tuple(replace(plan, every=SECONDS, length=2) for plan in rules.plans)
    return replace(rules, plans=plans, heads_up=SECONDS / 3, first_after=0, typing_pause=0)


sys.exit(main(Kind("deskbreak", rules=quick, records=True)))
