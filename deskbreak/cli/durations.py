"""Durations as people write them: 90, 90s, 15m, 1h30m."""

from __future__ import annotations

import click

from deskbreak.words import _, seconds_in


class Duration(click.ParamType[float]):
    """A parameter that is a duration, in seconds."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        length = seconds_in(str(value))
        if not length:
            self.fail(_("{value} is not a duration; write it like 90s, 15m or 1h30m").format(value=value), param, ctx)
        return length
