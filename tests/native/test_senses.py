"""The ways of Windows and macOS, as those who wire them find them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import deskbreak.desktop.tray.sni  # noqa: F401 - keeps pystray from looking for a display
from deskbreak.app.senses_in_threads import ThreadedSenses
from deskbreak.app.senses_native import Senses, macos_senses, windows_senses
from deskbreak.desktop.quiet.polled import FILM
from deskbreak.desktop.session.other_thread import InThread
from deskbreak.ports import Presence, SessionWatch
from deskbreak.settings.schema import SIGNALS, Settings
from tests.native import macos as fake_macos
from tests.native import windows as fake_windows
from tests.native.passing import Passing


def built(senses: Senses) -> tuple[Presence, SessionWatch]:
    """The first ways, under the names by which they are listed."""
    ((presence_name, build_presence),) = senses.presence
    ((session_name, build_session),) = senses.session
    presence = build_presence(Passing().loop, lambda _event: None, lambda _why: None, 60.0)
    session = build_session(
        lambda _call: None, lambda _call: None, lambda _event: None, lambda: None, lambda _why: None
    )
    assert (presence.name, session.name) == (presence_name, session_name)
    return presence, session


def test_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_windows.imitated(monkeypatch):
        built(windows_senses())


def test_macos(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_macos.imitated(monkeypatch):
        built(macos_senses())


def told_by(senses: Senses, in_main: InThread | None) -> ThreadedSenses:
    threaded = ThreadedSenses(Passing().loop, in_main, senses)
    threaded.follow_session(lambda _event: None, lambda: None)
    return threaded


def test_the_program_has_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_macos.imitated(monkeypatch):
        threaded = told_by(macos_senses(), lambda call: call())
        assert threaded.session == "NSWorkspace"
        assert set(threaded.signals(Settings())) == set(macos_senses().signals)
        assert not threaded.always
        (way,) = threaded.presence
        assert way.why_not({}) == ""
        presence = way.build(Passing().loop, {}, lambda _event: None, lambda _why: None, 60.0)
        assert presence.name == way.name
        threaded.close()


def test_without_a_tray_nobody_hears_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    with fake_macos.imitated(monkeypatch):
        threaded = told_by(macos_senses(), None)
        assert threaded.session == ""
        assert threaded.refused == (("NSWorkspace", "it needs the thread of the tray"),)


@pytest.mark.parametrize("senses", [windows_senses, macos_senses])
def test_every_switch_has_a_way_and_what_is_no_switch(senses: Callable[[], Senses]) -> None:
    """But for those that only Linux has: a talk fills the screen, or is told by the same ways as do not disturb."""
    signals = senses().signals
    assert set(signals) == {*SIGNALS, FILM} - {"presentation", "apps"}
    assert all(signals.values())
