"""deskbreak as it is, but the reminder comes after so many seconds: `quick.py SECONDS [SETTLE [STILL]] [NAME=VALUE]`.

One that was held comes SETTLE seconds after its hold. With STILL, a day is in seconds: after so many somebody is still,
after twice as many away, after three times as many that was a break. Any other rule goes by its name. Beside those,
`clock=FILE` has a test put the clocks forward, and `cameras=FOLDER` is where the cameras are.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from deskbreak.app import main, start
from deskbreak.app.kinds import Kind
from deskbreak.app.lookout import Lookout
from deskbreak.app.loop import Loop
from deskbreak.core.breaks import Rules
from tests.desktop.clocks import ForwardClock, ForwardSleep

SECONDS, *others = (float(word) for word in sys.argv[1:] if "=" not in word)
NAMED = dict(word.split("=", 1) for word in sys.argv[1:] if "=" in word)
CLOCK, CAMERAS = NAMED.pop("clock", None), NAMED.pop("cameras", None)
SETTLE = others[0] if others else Rules().quiet_settle
STILL = others[1] if len(others) > 1 else None


def quick(rules: Rules) -> Rules:
    plans = tuple(replace(plan, every=SECONDS, length=2) for plan in rules.plans)
    chosen: dict[str, Any] = {"heads_up": SECONDS / 3, "first_after": 0, "typing_pause": 0, "quiet_settle": SETTLE}
    if STILL is not None:
        chosen |= {"idle_after": 2 * STILL, "natural_after": 3 * STILL, "return_needs": STILL}
        chosen |= {"natural_needs": 0, "return_grace": 0}
    return replace(rules, plans=plans, **chosen | {name: float(value) for name, value in NAMED.items()})


def forward(_clock: object) -> Loop:
    clock = ForwardClock(Path(str(CLOCK)))
    return Loop(clock, sleep=ForwardSleep(clock))


if STILL is not None:
    vars(main)["Lookout"] = partial(Lookout, still_after=STILL)
if CLOCK:
    vars(start)["Loop"] = forward
if CAMERAS:
    # Imported here: nobody else loads what is switched off.
    from deskbreak.desktop.quiet import camera

    vars(camera)["Camera"] = partial(camera.Camera, devices=Path(CAMERAS))
sys.exit(start.main(Kind("deskbreak", rules=quick, records=True)))
