"""The real program on a session bus that ends, hangs, or is none, and beside services that misbehave.

The system bus is used by nothing yet; that it may be missing is tried by every test here, which have none.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deskbreak.desktop.bus import BUS_NAME, BUS_PATH
from deskbreak.desktop.messages import HEAD, LIMIT
from deskbreak.desktop.notify.service import NAME
from deskbreak.desktop.tray import watcher
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import FakeServer
from tests.contracts.raw_bus import RawBus, head
from tests.contracts.test_desktop import Session, session
from tests.contracts.test_tray import FakePanel
from tests.surroundings.program import PATIENCE, Program

__all__ = ["session"]

IMPATIENT = str(Path(__file__).with_name("impatient.py"))
SOON, LATE = "1", "900"
GONE = "The session bus went away, and the tray and notifications with it."
NO_TRAY = "This desktop shows no tray icons; reminders come as notifications all the same."


class OnBus:
    """The program, and a desktop that this test plays: on a bus that can be ended and begun again."""

    def __init__(self, program: Program, session: Session, every: str) -> None:
        self.command = program
        self.session = session
        program.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={session.socket}"
        program.env["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nonexistent/system_bus"
        self.said = session.config.parent / "said.txt"
        self._program = Program(program.env, self.said, (IMPATIENT, every))
        self.wire = Wire()
        self.process: subprocess.Popen[bytes]

    @contextmanager
    def running(self) -> Iterator[OnBus]:
        """Started; in the end it is told to go, and has to go well."""
        self.start()
        try:
            yield self
            self.quit()
            assert "Traceback" not in self.log()
        finally:
            self.process.kill()
            self.process.wait()
            self.wire.close()

    def start(self) -> None:
        self.process = self._program.start()

    def quit(self) -> None:
        self.process.terminate()
        self.until(lambda: self.process.poll() is not None)
        assert self.process.returncode == 0, self._program.said()

    def until(self, holds: Callable[[], object]) -> None:
        self.wire.until(holds, PATIENCE)

    def hears(self, text: str) -> int:
        """How many lines of those begin like this."""
        return sum(line.startswith(text) for line in self.lines())

    def lines(self) -> list[str]:
        """What it said until now."""
        return self._program.said() if self.said.exists() else []

    def log(self) -> str:
        """What it wrote into its log until now."""
        file = Path(self.command.env["HOME"]) / ".local/state/deskbreak/deskbreak.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def asked(self, server: FakeServer) -> bool:
        """Whether the reminder is on the screen."""
        return any("Start" in shown.labels for shown in server.screen.values())

    def phase(self) -> str:
        """Of the engine; "" while the program does not answer yet."""
        done = self.command("status", "--json")
        return str(json.loads(done.stdout)["phase"]) if done.returncode == 0 else ""

    def cost(self) -> tuple[int, int]:
        """Resident kilobytes and descriptors."""
        proc = Path("/proc") / str(self.process.pid)
        (rss,) = [line.split()[1] for line in (proc / "status").read_text().splitlines() if line.startswith("VmRSS")]
        return int(rss), len(list((proc / "fd").iterdir()))


def test_the_bus_ends_with_a_reminder_on_the_screen_and_begins_again(program: Program, session: Session) -> None:
    session.begin()
    with OnBus(program, session, SOON).running() as on:
        for _ in range(2):
            panel, server = FakePanel(on.wire), FakeServer(on.wire)
            on.until(lambda server=server: on.asked(server))  # type: ignore[misc]
            title = server.only.title
            told = on.hears(title)
            for bus in (panel.bus, server.bus):
                on.wire.give_up(bus)
            session.end()
            # The reminder, which nobody can see any more, is told by what is left.
            on.until(lambda: on.hears(title) > told)  # noqa: B023
            session.begin()
        panel, server = FakePanel(on.wire), FakeServer(on.wire)
        on.until(lambda: on.asked(server) and panel.items)
        server.press("Skip")
        on.until(lambda: program.status()["today"]["skipped"] == 1)
        assert on.hears(GONE) == 2
        assert "not plyer" in on.log()
    assert server.screen == {}


def test_the_bus_comes_late(program: Program, session: Session) -> None:
    with OnBus(program, session, SOON).running() as on:
        on.until(lambda: on.hears("No tray and no notifications: no session bus"))
        on.until(lambda: on.phase() == "prompted")
        session.begin()
        server = FakeServer(on.wire)
        on.until(lambda: on.asked(server))


def test_what_is_there_is_no_bus(program: Program, session: Session) -> None:
    noise = random.Random(5).randbytes(5000)
    with RawBus(session.socket, noise) as raw, OnBus(program, session, SOON).running() as on:
        on.until(lambda: on.phase() == "prompted")
        before = on.cost()
        visits = raw.visits
        on.until(lambda: raw.visits > visits + 20)
        after = on.cost()
        assert after[0] - before[0] < 500
        assert abs(after[1] - before[1]) <= 1
        assert on.hears(GONE) == 1
        session.socket.unlink()
        session.begin()
        server = FakeServer(on.wire)
        on.until(lambda: on.asked(server))


@pytest.mark.parametrize("sends", [head(LIMIT - HEAD), b""], ids=["a promise", "nothing"])
def test_a_bus_that_only_listens(program: Program, session: Session, sends: bytes) -> None:
    with RawBus(session.socket, sends), OnBus(program, session, SOON).running() as on:
        on.until(lambda: any("You have sat" in line for line in on.lines()))


def test_a_service_that_hangs(program: Program, session: Session) -> None:
    session.begin()
    with OnBus(program, session, SOON).running() as on:
        server = FakeServer(on.wire)
        server.hang()
        on.until(lambda: "does not answer" in on.log())
        on.until(lambda: on.phase() == "prompted")
        assert on.log().count("does not answer") == 1
        server.go_on()
        on.until(lambda: on.asked(server))
        on.until(lambda: "answers again" in on.log())


def test_quitting_while_an_answer_is_awaited_leaves_nothing(program: Program, session: Session) -> None:
    session.begin()
    on = OnBus(program, session, SOON)
    server = FakeServer(on.wire)
    with on.running():
        server.hang()
        on.until(lambda: "does not answer" in on.log())
        on.process.terminate()
        server.go_on()
        on.until(lambda: on.process.poll() is not None)
        on.wire.settle()
        assert server.screen == {}


def test_killed_again_and_again_there_is_one_reminder(program: Program, session: Session) -> None:
    session.begin()
    on = OnBus(program, session, SOON)
    server = FakeServer(on.wire)
    note = Path(program.env["XDG_RUNTIME_DIR"]) / "deskbreak" / "deskbreak.notice"
    with on.running():
        for _ in range(3):
            on.until(lambda: on.asked(server) and note.exists())
            on.process.kill()
            on.process.wait()
            assert len(server.screen) == 1
            notified = len(server.calls)
            on.start()
            on.until(lambda: len(server.calls) > notified)  # noqa: B023
    on.wire.close()
    assert server.screen == {}


def test_a_thousand_owners_of_the_names_that_matter(program: Program, session: Session) -> None:
    session.begin()
    with OnBus(program, session, LATE).running() as on:
        on.until(lambda: program("status").returncode == 0)
        crowd = [on.wire.connect() for _ in range(2)]

        def come_and_go() -> None:
            for _ in range(250):
                for bus in crowd:
                    for name in (NAME, watcher.NAME):
                        bus.call(BUS_NAME, BUS_PATH, BUS_NAME, "RequestName", "su", (name, 4))
                        bus.call(BUS_NAME, BUS_PATH, BUS_NAME, "ReleaseName", "s", (name,))
            on.wire.settle()
            assert program("status").returncode == 0

        come_and_go()
        before = on.cost()
        for _ in range(3):
            come_and_go()
        after = on.cost()
        assert after[0] - before[0] < 500
        assert after[1] == before[1]
        panel, server = FakePanel(on.wire), FakeServer(on.wire)
        on.until(lambda: panel.items)
        program.ok("run")
        on.until(lambda: server.screen)
