from __future__ import annotations

from deskbreak.core.stopwatch import Stopwatch


def test_counts_only_while_it_runs() -> None:
    watch = Stopwatch()
    assert watch.read(50) == 0
    watch.start(100)
    assert watch.read(130) == 30
    watch.stop(130)
    assert watch.read(500) == 30
    watch.start(500)
    watch.start(510)
    assert watch.read(520) == 50


def test_when_it_will_show_a_reading() -> None:
    watch = Stopwatch(counted=20, running_since=100)
    assert watch.when(50) == 130
    watch.stop(110)
    assert watch.when(50) is None


def test_stopped_in_the_past_it_counted_until_then_and_never_less_than_nothing() -> None:
    watch = Stopwatch(running_since=100)
    watch.stop(140)
    assert watch.read(160) == 40
    watch.start(160)
    watch.stop(100)
    assert watch.read(170) == 40


def test_a_clock_that_steps_back_takes_nothing_away() -> None:
    assert Stopwatch(counted=5, running_since=100).read(90) == 5
