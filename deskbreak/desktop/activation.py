"""The token with which a desktop lets a window of ours come to the front after a click in the tray or on a notice.

GNOME and Plasma give it before the click itself: ProvideXdgActivationToken for the tray, the signal
ActivationToken for a notice. It goes with what that click asks for, once.
https://wayland.app/protocols/xdg-activation-v1
"""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.ports import ACTIVATION, Request

LIFETIME = 30.0
"""Seconds after which a token is forgotten. Plasma gives it when the menu opens, and people read before they choose."""
NOT_GRANTED = "not-granted"
"""What the token of Plasma 5.27 begins with when it gives none."""


class Activation:
    """The last token given."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._token = ""
        self._until = 0.0

    def offer(self, token: str) -> None:
        """The desktop gives this token; an empty one, or one not granted, is none."""
        self._token = "" if token.startswith(NOT_GRANTED) else token
        self._until = self._now() + LIFETIME

    def with_token(self, request: Request) -> Request:
        """The request, with the token if there is one; the token is used up by that."""
        token, self._token = self._token, ""
        if not token or self._now() > self._until:
            return request
        return {**request, ACTIVATION: token}
