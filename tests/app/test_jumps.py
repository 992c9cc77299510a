from __future__ import annotations

from deskbreak.app.jumps import Jump, Jumps
from tests.virtual import VirtualClock, VirtualZone


def test_an_ordinary_minute_is_no_jump() -> None:
    clock = VirtualClock()
    jumps = Jumps(clock, VirtualZone())
    clock.passes(60)
    assert jumps.look() == Jump()


def test_suspend_is_a_gap_also_a_short_one() -> None:
    clock = VirtualClock()
    jumps = Jumps(clock, VirtualZone())
    clock.suspends(10)
    assert jumps.look() == Jump(gap=10)
    clock.passes(5)
    clock.suspends(3600)
    assert jumps.look() == Jump(gap=3600)


def test_a_frozen_process_is_a_gap_though_no_clock_says_so() -> None:
    clock = VirtualClock()
    jumps = Jumps(clock, VirtualZone())
    clock.passes(100)
    assert jumps.look(late=95) == Jump(gap=95)


def test_a_set_clock_is_a_step_and_no_gap() -> None:
    clock = VirtualClock()
    jumps = Jumps(clock, VirtualZone())
    clock.is_set(-3600)
    clock.passes(1)
    assert jumps.look() == Jump(step=-3600)
    clock.passes(1)
    assert jumps.look() == Jump()


def test_a_slewed_clock_is_no_step() -> None:
    clock = VirtualClock()
    jumps = Jumps(clock, VirtualZone())
    clock.passes(60)
    clock.is_set(0.03)
    assert jumps.look() == Jump()


def test_a_bus_that_speaks_at_the_resume_hides_nothing_of_the_sleep() -> None:
    """The loop wakes earlier than it had asked for, and so less late than it slept."""
    clock = VirtualClock()
    jumps = Jumps(clock, VirtualZone())
    clock.suspends(340)
    assert jumps.look(late=280.5) == Jump(gap=340)


def test_another_zone_is_a_shift() -> None:
    clock, zone = VirtualClock(), VirtualZone()
    jumps = Jumps(clock, zone)
    zone.moves(-6 * 3600)
    assert jumps.look() == Jump(shift=-6 * 3600)
    assert jumps.look() == Jump()
