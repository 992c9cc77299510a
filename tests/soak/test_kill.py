"""Killed now and then while it works; `make soak` does it 500 times."""

from __future__ import annotations

from pathlib import Path

from tests.soak.soak import soak


def test_killed_at_any_moment_nothing_is_lost_doubled_or_miscounted(tmp_path: Path) -> None:
    report = soak(kills=15, home=tmp_path, seed=1)
    assert report.sound, str(report)
    assert report.kills == 15
    assert report.reads.number > 0
    assert report.records >= report.acknowledged > 0
