"""The movements that are offered while nothing is known of the person."""

from __future__ import annotations

from deskbreak import places
from deskbreak.app.given import AT_ANY_DESK
from deskbreak.library.load import movements

OFFERED = tuple(movement for movement in movements(places.shipped("config")) if movement.id in AT_ANY_DESK)
