"""deskbreak as it is, but with a test's patience: `impatient.py SECONDS`, which are those until the reminder.

It looks about every 0.2 s whether there is a bus, and says after 0.5 s that a notification service hangs.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial

from deskbreak.app import desktop, runtime
from deskbreak.app.kinds import Kind
from deskbreak.app.start import main
from deskbreak.core.breaks import Rules
from deskbreak.desktop.notify.freedesktop import FreedesktopNotifier

SECONDS = float(sys.argv[1])


def quick(rules: Rules) -> Rules:
    plans = tuple(replace(plan, every=SECONDS) for plan in rules.plans)
    return replace(rules, plans=plans, heads_up=SECONDS / 3, first_after=0)


if __name__ == "__main__":
    desktop.TRY_EVERY, runtime.SAVE_EVERY = 0.1, 0.2
    setattr(desktop, "FreedesktopNotifier", partial(FreedesktopNotifier, patience=0.5))  # noqa: B010
    sys.exit(main(Kind("deskbreak", rules=quick, records=True)))
