"""Stillness and input from compositors: stand-ins of every kind, and broken ones."""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.presence.wayland import WaylandPresence
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import STILL_AFTER
from tests.desktop.turning import Turning

from .compositor import ALL, Compositor
from .conftest import Told

KINDS = {
    "ext-idle-notify-2": (ALL, ("ext_idle_notifier_v1", 2)),
    "ext-idle-notify-1": ({"wl_seat": 1, "ext_idle_notifier_v1": 1}, ("ext_idle_notifier_v1", 1)),
    "kde-idle": ({"org_kde_kwin_idle": 1, "wl_seat": 8}, ("org_kde_kwin_idle", 0)),
}
"""What each kind of compositor offers, and what it has to be asked then."""

Watch = Callable[..., WaylandPresence]


@pytest.fixture
def compositor(turning: Turning, tmp_path: Path) -> Iterator[Compositor]:
    compositor = Compositor(turning.loop, tmp_path)
    yield compositor
    compositor.end()


@pytest.fixture
def watch(turning: Turning, told: Told, compositor: Compositor) -> Iterator[Watch]:
    """A presence that has found its compositor, unless that is not to be waited for."""
    made: list[WaylandPresence] = []

    def watch(wait: bool = True) -> WaylandPresence:
        made.append(WaylandPresence(turning.loop, compositor.environment, told.append, told.lost.append))
        if wait:
            turning.until(lambda: told and compositor.client.watches)
        return made[-1]

    yield watch
    for each in made:
        each.close()


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_compositor_is_asked_in_the_best_way_it_has(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, name: str
) -> None:
    compositor.offers, asked = KINDS[name]
    presence = watch()
    assert told == [PresenceFound(True)]
    assert presence.name == name
    assert compositor.client.asked == [asked]
    assert list(compositor.client.watches.values()) == [STILL_AFTER * 1000]
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 2)
    assert isinstance(told[1], StillnessBegan)
    assert STILL_AFTER <= turning.clock.now() - told[1].since < STILL_AFTER + 10
    compositor.client.touched()
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 4)
    assert isinstance(told[3], StillnessBegan)
    assert not told.lost


@pytest.mark.parametrize("name", KINDS)
def test_a_pause_in_typing_is_told_once(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, name: str
) -> None:
    compositor.offers, _asked = KINDS[name]
    presence = watch()
    presence.await_pause(7)
    presence.await_pause(5)
    turning.until(lambda: 5000 in compositor.client.watches.values())
    turning.until(lambda: 7000 not in compositor.client.watches.values())
    compositor.client.is_idle(5000)
    turning.until(lambda: len(told) == 2)
    assert told[1] == TypingPaused()
    turning.until(lambda: len(compositor.client.watches) == 1)
    compositor.client.touched()
    compositor.client.is_idle(5000)
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 3)
    assert told.kinds() == ["PresenceFound", "TypingPaused", "StillnessBegan"]


@pytest.mark.parametrize(
    ("offers", "why"),
    [
        ({}, "tells nobody about input"),
        ({"wl_seat": 1}, "tells nobody about input"),
        ({"ext_idle_notifier_v1": 2}, "no keyboard and no mouse"),
    ],
)
def test_a_compositor_without_it_says_so(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, offers: dict[str, int], why: str
) -> None:
    compositor.offers = offers
    watch(wait=False)
    turning.until(lambda: told.lost)
    assert why in told.lost[0]
    turning.until(lambda: not compositor.clients)
    assert not told


def test_no_compositor(turning: Turning, told: Told, tmp_path: Path) -> None:
    for environment in ({}, {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": str(tmp_path)}):
        with pytest.raises(Unavailable, match="no compositor at wayland-"):
            WaylandPresence(turning.loop, environment, told.append, told.lost.append)


def test_a_name_may_be_a_whole_path(compositor: Compositor, turning: Turning, told: Told) -> None:
    environment = {"WAYLAND_DISPLAY": str(compositor.path), "XDG_RUNTIME_DIR": "/nonexistent"}
    presence = WaylandPresence(turning.loop, environment, told.append, told.lost.append)
    turning.until(lambda: told)
    presence.close()


# -- far sides that end, or talk nonsense --------------------------------------------


def test_a_compositor_that_goes_away_is_told_once(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch
) -> None:
    watch()
    compositor.end()
    turning.until(lambda: told.lost)
    assert told.lost == ["the compositor went away"]


def test_whoever_sits_at_another_seat_of_it_is_seen_too(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch
) -> None:
    """Sway has as many as its settings say: each keyboard and mouse may belong to one of its own."""
    compositor.seats = 2
    presence = watch()
    turning.until(lambda: len(compositor.client.watches) == 2)
    compositor.client.is_idle(60_000, seat=0)
    presence.await_pause(5)
    turning.until(lambda: len(compositor.client.watches) == 4)
    compositor.client.is_idle(5000, seat=0)
    later = turning.clock.now() + 0.1
    turning.until(lambda: turning.clock.now() > later)
    assert told.kinds() == ["PresenceFound"]
    compositor.client.is_idle(5000, seat=1)
    turning.until(lambda: len(told) == 2)
    turning.until(lambda: len(compositor.client.watches) == 2)
    compositor.client.is_idle(60_000, seat=1)
    turning.until(lambda: len(told) == 3)
    compositor.client.touched(seat=1)
    turning.until(lambda: len(told) == 4)
    compositor.client.touched(seat=0)
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 5)
    assert told.kinds() == ["PresenceFound", "TypingPaused", "StillnessBegan", "InputCame", "StillnessBegan"]


def test_a_seat_that_comes_later_is_watched_and_somebody_made_it(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch
) -> None:
    watch()
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 2)
    compositor.client.offer(20, "wl_output", 1)
    compositor.client.offer(21, "wl_seat", 7)
    turning.until(lambda: len(compositor.client.watches) == 2)
    assert told.kinds() == ["PresenceFound", "StillnessBegan", "InputCame"]
    compositor.client.is_idle(60_000, seat=1)
    turning.until(lambda: len(told) == 4)
    compositor.client.touched(seat=1)
    turning.until(lambda: len(told) == 5)
    assert told[4] == InputCame()


def test_what_it_takes_back_is_lost(compositor: Compositor, turning: Turning, told: Told, watch: Watch) -> None:
    watch()
    compositor.client.tell(compositor.client.registry, 1, struct.pack("=I", 10))  # Not of use to us.
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 2)
    compositor.client.tell(compositor.client.registry, 1, struct.pack("=I", 12))
    turning.until(lambda: told.lost)
    assert told.lost == ["the compositor took ext_idle_notifier_v1 back"]


def test_a_compositor_that_refuses(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    watch()
    compositor.client.tell(1, 0, struct.pack("=IIII", 5, 1, 4, int.from_bytes(b"no!\0", "little")))
    turning.until(lambda: told.lost)
    assert told.lost == ["the compositor refuses (no!)"]


def test_words_in_pieces_are_put_together(compositor: Compositor, turning: Turning, told: Told, watch: Watch) -> None:
    watch()
    (teller,) = compositor.client.watches
    for byte in struct.pack("=II", teller, 8 << 16) + struct.pack("=II", teller, 8 << 16 | 1):
        compositor.client.connection.send(bytes([byte]))
        turning.loop.turn()
    turning.until(lambda: len(told) == 3)
    assert told.kinds() == ["PresenceFound", "StillnessBegan", "InputCame"]


@pytest.mark.parametrize("words", [bytes(8), struct.pack("=II", 1, 7 << 16), b"HTTP/1.0 400\r\n\r\n" * 2000])
def test_what_is_no_compositor_is_left(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, words: bytes
) -> None:
    watch()
    compositor.client.connection.setblocking(False)
    compositor.client.connection.send(words)
    if len(words) > 8:
        # It promised more than it sent: then it hangs up.
        compositor.drop(compositor.client)
    turning.until(lambda: told.lost)
    assert len(told.lost) == 1


@pytest.mark.parametrize("body", [b"", b"\1", struct.pack("=II", 9, 4_000_000_000), struct.pack("=IIII", 1, 3, 0, 0)])
def test_events_that_are_not_whole_change_nothing(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    watch()
    for thing, event in ((1, 1), (2, 0), (2, 7), (77, 0)):
        compositor.client.tell(thing, event, body)
    (teller,) = compositor.client.watches
    compositor.client.tell(teller, 9, body)
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 2)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]
    assert not told.lost
    caplog.clear()


def test_endless_events_are_no_more_than_read(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch
) -> None:
    watch()
    event = struct.pack("=II", 77, 65532 << 16) + bytes(65524)
    compositor.client.connection.setblocking(False)
    for _ in range(200):
        left = memoryview(event)
        while left:
            try:
                left = left[compositor.client.connection.send(left) :]
            except BlockingIOError:
                turning.loop.turn()
    compositor.client.connection.setblocking(True)
    compositor.client.is_idle(60_000)
    turning.until(lambda: len(told) == 2)
    assert not told.lost


def test_after_its_end_nothing_is_told(
    compositor: Compositor, turning: Turning, told: Told, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    presence = watch()
    compositor.client.is_idle(60_000)
    presence.close()
    with caplog.at_level(logging.WARNING):
        turning.until(lambda: not compositor.clients)
        presence.await_pause(5)
    assert told.kinds() == ["PresenceFound"]
    assert not told.lost
    assert not caplog.records
