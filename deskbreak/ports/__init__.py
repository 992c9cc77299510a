"""What deskbreak needs from the world around it, as narrow Protocols, and the values that cross them.

Here is what all of them share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Request = dict[str, Any]
"""What somebody wants done, as the control protocol spells it: {"do": "snooze", "minutes": 5}."""
Reply = dict[str, Any]
"""What is answered to a request, or a part of that."""
Post = Callable[[Request], None]
"""Hands a request to whoever carries it out."""
ACTIVATION = "activation"
"""The key of a request that carries the token with which a window may come to the front."""


class Unavailable(Exception):
    """This adapter cannot work here. The message says why, in the user's language."""
