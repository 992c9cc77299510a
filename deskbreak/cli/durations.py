"""Durations as people write them: 90, 90s, 15m, 1h30m."""

from __future__ import annotations

import re

import click

from deskbreak.words import _

_PARTS = re.compile(r"(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m(?:in)?)?(?:(?P<s>\d+)s?)?", re.IGNORECASE)


def seconds(text: str) -> float | None:
    """The seconds this text means; None when it is no duration. A bare number is seconds."""
    match = _PARTS.fullmatch(text.replace(" ", ""))
    if not text.strip() or match is None:
        return None
    parts = {name: int(value) for name, value in match.groupdict(default="0").items()}
    return float(parts["h"] * 3600 + parts["m"] * 60 + parts["s"])


class Duration(click.ParamType[float]):
    """A parameter that is a duration, in seconds."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        if isinstance(value, float):
            return value
        length = seconds(str(value))
        if not length:
            self.fail(_("{value} is not a duration; write it like 90s, 15m or 1h30m").format(value=value), param, ctx)
        return length
