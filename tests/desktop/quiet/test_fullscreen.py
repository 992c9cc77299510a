"""Real windows that fill a real screen, or are in front, under a real window manager."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deskbreak.desktop.quiet.active_window import ActiveWindow, Window
from deskbreak.desktop.quiet.apps import Apps
from deskbreak.desktop.quiet.fullscreen import Fullscreen
from deskbreak.desktop.quiet.fullscreen_rule import WORKED_IN_SECONDS
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.desktop.conftest import require_programs
from tests.desktop.screen import Desktop
from tests.desktop.server import x_server
from tests.desktop.turning import Turning

from .windows import OFF, Client

pytestmark = pytest.mark.desktop

NOBODY: Holders = frozenset()


@pytest.fixture(scope="module")
def screen() -> Iterator[Desktop]:
    require_programs()
    with Desktop(panel=False, notifyd=False) as desktop:
        yield desktop


class Listener:
    """What our side tells."""

    def __init__(self, turning: Turning) -> None:
        self.turning = turning
        self.told: list[Holders] = []
        self.lost: list[str] = []

    def tells(self, *holders: set[str]) -> None:
        self.turning.until(lambda: self.told == [frozenset(names) for names in holders])


@pytest.fixture
def client(screen: Desktop, turning: Turning) -> Iterator[Client]:
    client = Client(screen, turning)
    yield client
    client.close()


@pytest.fixture
def listener(turning: Turning) -> Listener:
    return Listener(turning)


@pytest.fixture
def fullscreen(screen: Desktop, listener: Listener) -> Iterator[Fullscreen]:
    signal = Fullscreen(listener.turning.loop, screen.env, listener.told.append, listener.lost.append)
    yield signal
    if not listener.lost:
        signal.close()


def test_a_window_fills_the_screen_and_leaves_it(client: Client, listener: Listener, fullscreen: Fullscreen) -> None:
    window = client.open("player", "mpv")
    fullscreen.begin()
    listener.tells(set())
    client.fill(window)
    listener.tells(set(), {"mpv"})
    client.fill(window, OFF)
    listener.tells(set(), {"mpv"}, set())
    assert listener.lost == []


def test_one_that_fills_it_already_is_told_at_once(client: Client, listener: Listener, fullscreen: Fullscreen) -> None:
    window = client.open("player", "mpv")
    client.fill(window)
    fullscreen.begin()
    listener.turning.until(lambda: listener.told and listener.told[-1] == {"mpv"})
    fullscreen.end()
    client.fill(window, OFF)
    listener.told.clear()
    fullscreen.begin()
    listener.tells(set())


def test_another_window_in_front(client: Client, listener: Listener, fullscreen: Fullscreen) -> None:
    film = client.open("player", "mpv")
    client.fill(film)
    fullscreen.begin()
    listener.turning.until(lambda: listener.told and listener.told[-1] == {"mpv"})
    listener.told.clear()
    other = client.open("terminal", "XTerm")
    listener.tells(set())
    client.raise_(film)
    listener.tells(set(), {"mpv"})
    client.shut(other)
    client.shut(film)
    listener.tells(set(), {"mpv"}, set())


def test_somebody_works_in_it(client: Client, listener: Listener, fullscreen: Fullscreen) -> None:
    """After a quarter of an hour it asks for nothing, until a film is shown in it, or nobody touches anything."""
    later = 0.0
    clock = listener.turning.clock
    real = clock.now
    clock.now = lambda: real() + later  # type: ignore[method-assign]
    window = client.open("editor", "Emacs")
    client.fill(window)
    fullscreen.begin()
    listener.turning.until(lambda: listener.told and listener.told[-1] == {"Emacs"})
    listener.told.clear()
    assert fullscreen.deadline is not None
    assert fullscreen.deadline <= clock.now() + WORKED_IN_SECONDS
    later = WORKED_IN_SECONDS + 1
    fullscreen.on_time(clock.now())
    assert listener.told == [NOBODY]
    assert fullscreen.deadline is None
    fullscreen.film(True)
    fullscreen.film(False)
    assert listener.told == [NOBODY, {"Emacs"}, NOBODY]
    fullscreen.still(clock.now() - 60)
    assert listener.told == [NOBODY, {"Emacs"}, NOBODY]
    fullscreen.still(clock.now() - 120)
    assert listener.told == [NOBODY, {"Emacs"}, NOBODY, {"Emacs"}]
    fullscreen.still(None)
    fullscreen.end()
    fullscreen.begin()
    listener.turning.until(lambda: len(listener.told) == 6)
    assert listener.told[-1] == NOBODY
    client.fill(window, OFF)


def test_it_is_in_the_loop_only_while_it_is_asked(listener: Listener, fullscreen: Fullscreen) -> None:
    before = len(listener.turning.loop._timed)
    fullscreen.close()
    for _ in range(3):
        fullscreen.begin()
        fullscreen.begin()
        assert len(listener.turning.loop._timed) == before + 1
        fullscreen.end()
        fullscreen.close()
        assert len(listener.turning.loop._timed) == before


def test_nothing_is_told_of_a_look_that_was_given_up(screen: Desktop, listener: Listener) -> None:
    seen: list[Window] = []
    windows = ActiveWindow(listener.turning.loop, screen.env, seen.append, lambda: listener.lost.append("lost"))
    listener.turning.until(lambda: seen)
    seen.clear()
    windows._look_who()
    windows.close()
    assert seen == []
    assert listener.lost == []


def test_a_list_of_programs(screen: Desktop, client: Client, listener: Listener) -> None:
    apps = Apps(listener.turning.loop, screen.env, ["zoom", "SLIDES"], listener.told.append, listener.lost.append)
    first = client.open("terminal", "XTerm")
    apps.begin()
    listener.tells(set())
    talk = client.open("slides", "Impress")
    listener.tells(set(), {"Impress"})
    client.names(talk, "sheets", "Calc")
    listener.tells(set(), {"Impress"}, set())
    client.raise_(first)
    client.open("zoom", "Zoom")
    listener.tells(set(), {"Impress"}, set(), {"Zoom"})
    apps.end()
    client.raise_(first)
    assert listener.told[-1] == {"Zoom"}
    apps.close()


def test_without_a_window_manager_nothing_is_in_front(listener: Listener) -> None:
    with x_server() as server:
        signal = Fullscreen(listener.turning.loop, server.environment, listener.told.append, listener.lost.append)
        signal.begin()
        listener.tells(set())
        signal.close()


def test_the_x_server_goes_away(listener: Listener) -> None:
    with x_server() as server:
        signal = Fullscreen(listener.turning.loop, server.environment, listener.told.append, listener.lost.append)
        signal.begin()
        listener.tells(set())
        server.kill()
        listener.turning.until(lambda: listener.lost)
        assert listener.lost == ["the X server went away"]
        again = Apps(listener.turning.loop, server.environment, [], listener.told.append, listener.lost.append)
        again.begin()
        assert len(listener.lost) == 2


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "DISPLAY"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "Wayland"),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, "Wayland"),
    ],
)
def test_where_nobody_tells(listener: Listener, environment: dict[str, str], why: str) -> None:
    with pytest.raises(Unavailable, match=why):
        Fullscreen(listener.turning.loop, environment, listener.told.append, listener.lost.append)
