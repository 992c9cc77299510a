"""deskbreak on a machine whose wall clock stands wrong: `clock.py SECONDS-SINCE-THE-EPOCH WORDS...`."""

from __future__ import annotations

import sys

import time_machine

from deskbreak.__main__ import main

if __name__ == "__main__":
    with time_machine.travel(float(sys.argv.pop(1)), tick=True):
        sys.exit(main())
