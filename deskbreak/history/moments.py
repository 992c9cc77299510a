"""Wall-clock times as local ones, whatever the machine's clock says."""

from __future__ import annotations

from datetime import UTC, datetime

from deskbreak.core.wallclock import EARLIEST, LATEST


def moment(wall: float) -> datetime:
    """The local time, with its offset, at so many seconds since the epoch; as near as can be where there is none."""
    return datetime.fromtimestamp(min(max(EARLIEST, wall), LATEST), UTC).astimezone()


def day(wall: float) -> str:
    """The local date, YYYY-MM-DD."""
    return moment(wall).date().isoformat()
