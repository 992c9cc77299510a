"""deskbreak as it is, but the reminder comes after so many seconds: `quick.py SECONDS [SETTLE [STILL]]`.

One that was held comes SETTLE seconds after its hold. With STILL, a day is in seconds: after so many somebody is still,
after twice as many away, after three times as many that was a break.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial

from deskbreak.app import main
from deskbreak.app.kinds import Kind
from deskbreak.app.lookout import Lookout
from deskbreak.app.start import main as run
from deskbreak.core.breaks import Rules

SECONDS, *others = map(float, sys.argv[1:])
SETTLE = others[0] if others else Rules().quiet_settle
STILL = others[1] if len(others) > 1 else None


def quick(rules: Rules) -> Rules:
    plans = tuple(replace(plan, every=SECONDS, length=2) for plan in rules.plans)
    rules = replace(rules, plans=plans, heads_up=SECONDS / 3, first_after=0, typing_pause=0, quiet_settle=SETTLE)
    if STILL is None:
        return rules
    return replace(
        rules, idle_after=2 * STILL, natural_after=3 * STILL, natural_needs=0, return_needs=STILL, return_grace=0
    )


if STILL is not None:
    vars(main)["Lookout"] = partial(Lookout, still_after=STILL)
sys.exit(run(Kind("deskbreak", rules=quick, records=True)))
