"""The library of the policy's tests: what the rules need of all movements and routines, as it was written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Routine

_SHEET: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))

CONDITIONS: tuple[str, ...] = tuple(_SHEET["conditions"])


LIBRARY = Library.of(
    [msgspec.convert({"steps": []} | movement, Movement) for movement in _SHEET["movements"]],
    [msgspec.convert(routine, Routine) for routine in _SHEET["routines"]],
)
