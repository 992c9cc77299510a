"""deskbreak as it is, but the reminder comes after so many seconds and waits for nothing: `resident.py SECONDS`.

Run by file name, so that nothing of the benchmarks is loaded into what they measure.
"""

from __future__ import annotations

import sys
from dataclasses import replace

from deskbreak.app.kinds import Kind
from deskbreak.app.start import main
from deskbreak.core.breaks import Rules

SECONDS = float(sys.argv[1])


def often(rules: Rules) -> Rules:
    """The same rules on a small scale: a prompt, its repeat and its snoozes fall within a few intervals."""
    return replace(
        rules,
        plans=tuple(replace(plan, every=SECONDS, length=SECONDS) for plan in rules.plans),
        heads_up=SECONDS / 3,
        snooze=SECONDS / 2,
        answer_within=SECONDS / 3,
        repeat_after=SECONDS / 3,
        first_after=0,
        typing_pause=0,
        daily_cap=sys.maxsize,
    )


sys.exit(main(Kind("deskbreak", rules=often, records=True)))
