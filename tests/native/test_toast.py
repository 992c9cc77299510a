"""Notices through desktop-notifier."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
from PIL import Image

from deskbreak import places
from deskbreak.app import countdown_notices
from deskbreak.core.timeline import timeline
from deskbreak.desktop.notify import toast
from deskbreak.desktop.notify.socketless import SocketlessLoop
from deskbreak.desktop.notify.toast import ToastNotifier
from deskbreak.library.load import movements
from deskbreak.ports import Request, Unavailable
from deskbreak.ports.notices import Button, Notice
from tests.native.center import MACOS, SCREENS, WINDOWS, Screen, Urgency, library
from tests.offered import suggested

PROMPT = Notice(
    "Stand up?",
    "Bend & shift <slowly>",
    (Button("Start", {"do": "start"}), Button("Skip", {"do": "skip"})),
    click={"do": "start"},
    put_away={"do": "put-away"},
    stays=True,
)
OTHER = Notice("Other", "Another one")
STRETCH = next(each for each in movements(places.shipped("config")) if each.id == "standing-ql-stretch")
PATIENCE = 20.0


class Client:
    """The notifier under test, and our loop as far as it matters: a queue of calls."""

    def __init__(self, folder: Path) -> None:
        self.note = folder / "note"
        self.calls: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self.requests: list[Request] = []
        self.failed: list[Notice] = []
        self.over = 0
        self.notifier = ToastNotifier(
            folder / "icon.png", self.note, self._post, self._failed, self._is_over, self.calls.put
        )

    def _is_over(self) -> None:
        self.over += 1

    def _post(self, request: Request) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.requests.append(request)

    def _failed(self, notice: Notice) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.failed.append(notice)

    def turn(self) -> None:
        """What our loop was woken with."""
        while not self.calls.empty():
            self.calls.get()()

    def until(self, condition: Callable[[], object]) -> None:
        for _ in range(int(PATIENCE * 200)):
            self.turn()
            if condition():
                return
            threading.Event().wait(0.005)
        raise AssertionError("it did not come to hold")


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    monkeypatch.setitem(sys.modules, "desktop_notifier", library())
    screen = Screen()
    screen.asks.set()
    SCREENS.append(screen)
    yield screen
    SCREENS.remove(screen)


@pytest.fixture
def client(screen: Screen, tmp_path: Path) -> Iterator[Client]:
    client = Client(tmp_path)
    yield client
    client.notifier.close()
    assert screen.kept == {}
    assert not client.note.exists()


def show(client: Client, screen: Screen, notice: Notice) -> None:
    client.notifier.show(notice)
    client.until(lambda: [kept for kept in screen.kept.values() if kept.title == notice.title])


def test_a_notice_with_its_buttons(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    shown = screen.only
    assert (shown.title, shown.message) == (PROMPT.title, PROMPT.body)
    assert [button.title for button in shown.buttons] == ["Start", "Skip"]
    assert shown.urgency is Urgency.Critical
    show(client, screen, OTHER)
    assert screen.only.urgency is Urgency.Normal


@pytest.mark.parametrize(("can", "place"), [(WINDOWS, "icon"), (MACOS, "attachment")])
def test_a_picture_is_where_the_system_has_room_for_it(screen: Screen, tmp_path: Path, can: Any, place: str) -> None:
    screen.can = can
    client = Client(tmp_path)
    picture = tmp_path / "bend.left.12345678"
    file = tmp_path / "bend.left.12345678.png"
    Image.new("RGBA", (8, 8)).save(file)
    show(client, screen, replace(PROMPT, picture=picture))
    shown = {name: getattr(screen.only, name) for name in ("icon", "attachment")}
    assert {name: each.path for name, each in shown.items() if each is not None} == {place: file}
    file.write_bytes(file.read_bytes()[:-3])
    show(client, screen, replace(OTHER, picture=picture))
    assert (screen.only.icon, screen.only.attachment) == (None, None), "half a picture is none"
    client.notifier.close()


def test_never_two(client: Client, screen: Screen) -> None:
    for number in range(50):
        client.notifier.show(Notice(f"{number}", f"{number}"))
    client.until(lambda: [kept for kept in screen.kept.values() if kept.title == "49"])
    assert screen.most == 1
    # What was outdated before its turn came was not shown at all.
    assert len([call for call in screen.calls if call.startswith("send")]) <= 50


def test_it_is_withdrawn(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    client.notifier.withdraw()
    client.until(lambda: not screen.kept)
    client.notifier.withdraw()
    assert screen.calls.count("clear deskbreak-1") == 1


@pytest.mark.parametrize(("label", "request_"), [("Start", {"do": "start"}), ("Skip", {"do": "skip"})])
def test_a_button_is_pressed_once(client: Client, screen: Screen, label: str, request_: Request) -> None:
    show(client, screen, PROMPT)
    name = screen.only.identifier
    screen.press(label)
    screen.press(label, name)
    client.until(lambda: not screen.kept)
    assert client.requests == [request_]


def test_a_click_on_it_and_putting_it_away(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    screen.click()
    client.until(lambda: client.requests and not screen.kept)
    show(client, screen, PROMPT)
    screen.dismiss()
    client.until(lambda: len(client.requests) == 2)
    assert client.requests == [{"do": "start"}, {"do": "put-away"}]
    assert client.over == 2


def test_a_click_where_none_is_meant_asks_for_nothing(client: Client, screen: Screen) -> None:
    show(client, screen, OTHER)
    screen.click()
    client.until(lambda: not screen.kept)
    assert client.requests == []


def test_a_button_of_an_older_one_presses_nothing(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    old = screen.only.identifier
    show(client, screen, OTHER)
    screen.press("Start", old)
    client.turn()
    client.notifier.withdraw()
    screen.press("Skip", old)
    client.turn()
    assert client.requests == []


def test_a_button_that_there_never_was_presses_nothing(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    assert screen.center is not None
    for button in ("7", "-1", "x", ""):
        client.notifier._pressed(screen.only.identifier, button)
        client.until(lambda: not screen.kept)
        show(client, screen, PROMPT)
    assert client.requests == []


def test_a_countdown_is_not_shown_anew_for_every_step_of_its_time(client: Client, screen: Screen) -> None:
    suggestion = suggested(STRETCH)
    told = []
    for stretch in timeline(suggestion).stretches:
        for left in range(int(stretch.seconds), 0, -5):
            notice = countdown_notices.countdown(suggestion, stretch, left)
            if left == stretch.seconds:
                show(client, screen, notice)
                told.append(f"send {notice.title}")
            else:
                client.notifier.show(notice)
    client.notifier.show(OTHER)
    client.until(lambda: "send Other" in screen.calls)
    assert [call for call in screen.calls if call.startswith("send")] == [*told, "send Other"]
    assert [title.partition(" ·")[0] for title in told] == [
        "send Stand up and get into place", "send Left side", "send Change sides: right next", "send Right side"
    ]  # fmt: skip


def test_the_same_one_again_is_somebody_who_asks_for_it(client: Client, screen: Screen) -> None:
    for times in (1, 2):
        client.notifier.show(Notice("Left side · 0:45", "Lean", step="move 5.0"))
        client.until(lambda times=times: screen.calls.count("send Left side · 0:45") == times)  # type: ignore[misc]


def test_another_title_alone_is_another_notice(client: Client, screen: Screen) -> None:
    for title in ("Time to stand up", "Good moment to stand"):
        show(client, screen, Notice(title, "Stand and shift: 35 s."))


def test_another_may_show_what_is_not_allowed(client: Client, screen: Screen) -> None:
    screen.allowed = False
    client.notifier.show(PROMPT)
    client.until(lambda: client.failed)
    assert client.failed == [PROMPT]
    screen.allowed = True
    show(client, screen, OTHER)


@pytest.mark.parametrize("call", ["send", "ask"])
def test_what_fails_is_told(client: Client, screen: Screen, call: str) -> None:
    screen.breaks = call
    client.notifier.show(PROMPT)
    client.until(lambda: client.failed)
    assert client.failed == [PROMPT]


def test_nobody_waits_for_somebody_who_does_not_say_whether_we_may(
    client: Client, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "ALLOWED_SECONDS", 0.05)
    screen.asks.clear()
    client.notifier.show(PROMPT)
    client.until(lambda: client.failed)
    screen.asks.set()
    show(client, screen, OTHER)


def test_what_was_outdated_meanwhile_is_not_shown_after_all(client: Client, screen: Screen) -> None:
    screen.asks.clear()
    client.notifier.show(PROMPT)
    client.until(lambda: "ask" in screen.calls)
    client.notifier.withdraw()
    screen.asks.set()
    show(client, screen, OTHER)
    assert f"send {PROMPT.title}" not in screen.calls
    assert client.failed == []


def test_one_that_is_gone_already_is_no_trouble(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    screen.breaks = "clear"
    client.notifier.show(OTHER)
    client.until(lambda: OTHER.title in [kept.title for kept in screen.kept.values()])
    screen.kept.pop("deskbreak-1", None)
    screen.breaks = ""


def test_what_a_killed_one_left_is_taken_away(screen: Screen, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("deskbreak-7")
    client = Client(tmp_path)
    assert "clear deskbreak-7" in screen.calls
    assert not (tmp_path / "note").exists()
    show(client, screen, PROMPT)
    assert (tmp_path / "note").read_text() == "deskbreak-1"
    client.notifier.close()


def test_all_of_it_is_called_in_one_thread(client: Client, screen: Screen) -> None:
    show(client, screen, PROMPT)
    client.notifier.withdraw()
    client.until(lambda: not screen.kept)
    assert len(screen.threads) == 1
    assert threading.get_ident() not in screen.threads


# -- where it cannot be -----------------------------------------------------


def no_threads() -> bool:
    return not [thread for thread in threading.enumerate() if thread.name == "desktop-notifier"]


def refused(client: Callable[[], Client], why: str) -> None:
    with pytest.raises(Unavailable, match=why):
        client()
    for _ in range(2000):
        if no_threads():
            return
        threading.Event().wait(0.005)
    raise AssertionError("its thread is still there")


def test_without_the_package(screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "desktop_notifier", None)
    refused(lambda: Client(tmp_path), "desktop-notifier cannot be used")


def test_without_a_service(screen: Screen, tmp_path: Path) -> None:
    screen.can = frozenset()
    refused(lambda: Client(tmp_path), "only from signed apps")


def test_with_a_service_that_cannot_be_reached(screen: Screen, tmp_path: Path) -> None:
    screen.breaks = "reach"
    refused(lambda: Client(tmp_path), "reach failed")


# -- the event loop ---------------------------------------------------------


def test_its_event_loop_opens_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_more: object) -> object:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", never)
    monkeypatch.setattr(socket, "socketpair", never)
    loop = SocketlessLoop()
    done: list[str] = []
    loop.call_later(0.01, done.append, "later")
    loop.call_later(0.02, loop.stop)
    threading.Timer(0.0, lambda: loop.call_soon_threadsafe(done.append, "from another thread")).start()
    loop.run_forever()
    loop.close()
    assert sorted(done) == ["from another thread", "later"]
