"""Notices: what they say, and who shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol

from deskbreak.ports import Request


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a notice and what pressing it asks for."""

    label: str
    request: Request


class Click(Enum):
    """Which click on a notice, beside its buttons, does what the notice asks for by `click`."""

    LEFT = 1
    MIDDLE = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """One desktop notification. `click` is what a click beside the buttons asks for."""

    title: str
    body: str
    buttons: tuple[Button, ...] = ()
    click: Request | None = None
    put_away: Request | None = None
    """What closing it by hand asks for."""
    unbuttoned: Mapping[Click, str] = field(default_factory=dict)
    """Told as well where there are no buttons: what a click does, and where the rest is."""
    in_terminal: str = ""
    """Told as well in a terminal that hears keys: which of them answers. Elsewhere `unbuttoned` tells."""
    stays: bool = False
    """On the screen until it is answered or withdrawn; otherwise the desktop decides."""
    share: float | None = None
    """How much of what it tells is over, from 0 to 1. Such a notice is told anew every few seconds."""
    step: str = ""
    """Which stretch of a movement it tells of: between two of the same step only the clock in the title differs."""
    picture: Path | None = None
    """Where the picture of its movement lies, without the ending; where nothing lies, the app's icon does."""


class Notifier(Protocol):
    """Shows one notice at a time: a new one takes the place of the last."""

    name: str
    tells_failure: bool
    """Whether it would say that a notice could not be shown."""

    def show(self, notice: Notice) -> None: ...
    def withdraw(self) -> None: ...
