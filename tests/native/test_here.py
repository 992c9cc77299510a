"""Whatever this system has of the senses of Windows and macOS, asked for real. Linux has none of them, and says so.

Elsewhere in this folder stand-ins take the place of the system. Here nothing is known of the answers, but that they are
answers, or that there is a reason for having none, and that no fault was caught on the way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from deskbreak.app.senses_in_threads import ThreadedSenses, senses_here
from deskbreak.core.events import Event, PresenceFound
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from deskbreak.settings.schema import Settings
from tests.native.passing import Passing


class Here(Passing):
    """The senses of this system; the main thread is this one."""

    def __init__(self) -> None:
        super().__init__()
        self.senses = ThreadedSenses(self.loop, lambda call: call(), senses_here())
        self.lost: list[str] = []


@pytest.fixture
def here(caplog: pytest.LogCaptureFixture) -> Iterator[Here]:
    here = Here()
    yield here
    assert here.lost == []
    assert [record.getMessage() for record in caplog.get_records("call")] == []


def test_presence(here: Here) -> None:
    for way in here.senses.presence:
        told: list[Event] = []
        with suppress(Unavailable):
            presence = way.build(here.loop, {}, told.append, here.lost.append, 60.0)
            here.passes(0)
            presence.close()
            assert told[0] == PresenceFound(True)


@pytest.mark.parametrize("name", senses_here().signals)
def test_a_signal(here: Here, name: str) -> None:
    for _way, build in here.senses.signals(Settings())[name]:
        told: list[Holders] = []
        with suppress(Unavailable):
            signal = build(here.loop, told.append, here.lost.append)
            signal.begin()
            here.passes(0)
            signal.close()
            assert [type(holders) for holders in told] == [frozenset]


def test_the_session(here: Here) -> None:
    """A window, or observers, that come and go without a word."""
    here.senses.follow_session(lambda _event: None, lambda: None)
    here.passes(0)
    assert here.senses.session or here.senses.refused
    here.senses.close()
    here.passes(0)
