"""Durations as people write them: 90, 90s, 15m, 1h30m."""

from __future__ import annotations

import click

from deskbreak.words import _, seconds_in


class Duration(click.ParamType[float]):
    """A parameter that is a length of time, in seconds. A bare number counts `unit` seconds."""

    name = "duration"

    def __init__(self, unit: float = 1) -> None:
        self._unit = unit

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        text = str(value)
        length = float(text) * self._unit if text.isdecimal() else seconds_in(text)
        if not length:
            self.fail(_("{value} is not a duration; write it like 90s, 15m or 1h30m").format(value=value), param, ctx)
        return length
