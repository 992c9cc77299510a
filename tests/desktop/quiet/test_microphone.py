"""The microphone as a real sound server tells it, and what becomes of one that dies, hangs or talks nonsense."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from deskbreak.desktop.quiet import pulse
from deskbreak.desktop.quiet.microphone import AGAIN, PATIENCE, Microphone
from deskbreak.desktop.quiet.pulse import Pulse, cookie, server_path
from deskbreak.desktop.quiet.pulse_wire import NOTHING, Command, number, packet, packets, properties, text
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.contracts.conftest import require
from tests.desktop.processes import poll
from tests.desktop.turning import Turning

from .sound import PipeWire, SoundServer, sound_server

NOBODY: Holders = frozenset()
CREATE_RECORD_STREAM = 5


class Listener:
    """What our side tells."""

    def __init__(self, environment: dict[str, str], turning: Turning) -> None:
        self.turning = turning
        self.told: list[Holders] = []
        self.lost: list[str] = []
        self.microphone = Microphone(turning.loop, environment, self.told.append, self.lost.append)

    def hears(self, *names: str) -> None:
        """Until it is told that these use the microphone, and no others."""
        self.turning.until(lambda: self.told and self.told[-1] == frozenset(names))

    def loses(self, why: str) -> None:
        """Until it cannot go on, for this reason; nothing of it is left in the loop then."""
        self.turning.until(lambda: self.lost)
        assert len(self.lost) == 1
        assert re.search(why, self.lost[0])
        assert self.microphone.deadline is None
        assert self.microphone not in self.turning.loop._timed

    def begins(self) -> None:
        """Until something is told after that."""
        before = len(self.told)
        self.microphone.begin()
        self.turning.until(lambda: len(self.told) > before)


@pytest.fixture
def listener(sound: SoundServer, turning: Turning) -> Iterator[Listener]:
    listener = Listener(sound.environment, turning)
    yield listener
    if not listener.lost:
        listener.microphone.close()


def recording(sound: SoundServer, process: subprocess.Popen[bytes], count: int = 1) -> None:
    assert poll(lambda: sound.streams() == count, 10), sound.processes.tails()


def test_a_call_begins_and_ends(sound: SoundServer, listener: Listener) -> None:
    listener.microphone.begin()
    listener.hears()
    first = sound.record("Firefox")
    listener.hears("Firefox")
    second = sound.record("Zoom", binary="zoom")
    listener.hears("Firefox", "Zoom")
    sound.stop(first)
    listener.hears("Zoom")
    sound.stop(second)
    listener.hears()
    assert listener.told[0] == NOBODY


def test_one_that_runs_is_told_at_once_each_time(sound: SoundServer, listener: Listener) -> None:
    recording(sound, sound.record("Firefox"))
    for _ in range(3):
        listener.begins()
        assert listener.told[-1] == {"Firefox"}
        listener.microphone.end()
    assert listener.told == [{"Firefox"}] * 3


def test_nothing_is_told_after_the_end(sound: SoundServer, listener: Listener) -> None:
    listener.begins()
    listener.microphone.end()
    assert "deskbreak" not in sound.pactl("list", "clients")
    recording(sound, sound.record("Firefox"))
    assert listener.told == [NOBODY]


def test_who_is_no_call(sound: SoundServer, listener: Listener) -> None:
    """Beside all of them, the one that is."""
    sound.pactl("load-module", "module-loopback", "source=mic", "sink=speaker")
    sound.record("Recorder", source="speaker.monitor")
    sound.record("EasyEffects", binary="easyeffects")
    sound.record("OBS", binary="obs")
    sound.record("PulseAudio Volume Control", media="Peak detect")
    sound.record("A meter", "--property=resample.peaks=true")
    sound.record("A filter", "--property=node.link-group=filter-chain-1")
    recording(sound, sound.record("Firefox"), 8)
    listener.begins()
    listener.hears("Firefox")
    assert listener.told == [{"Firefox"}]


def open_stream(sound: SoundServer, turning: Turning, *, held: bool = False, peaks: bool = False) -> Pulse:
    """Have a program of ours record, in ways that pacat cannot. Its name is `ours`."""
    ready: list[object] = []
    program = Pulse(sound.environment, lambda: ready.append(None), ready.append)
    turning.loop.add(program)
    turning.until(lambda: ready)
    created: list[object] = []
    # Meters ask for a few values a second.
    spec = struct.pack(">cBBI", b"a", 3, 1, 25 if peaks else 44100)
    channels = struct.pack(">cBB", b"m", 1, 0)
    yes_no = {False: b"0", True: b"1"}
    program.ask(
        cast("Command", CREATE_RECORD_STREAM), created.append, spec, channels, number(NOTHING), text("mic"),
        number(NOTHING), yes_no[held], number(NOTHING), b"0" * 7, yes_no[peaks], b"0",
        properties({"media.name": "ours", "application.name": "ours"}), number(NOTHING), b"000",
        on_error=lambda error: pytest.fail(f"no stream: {error}"),
    )  # fmt: skip
    turning.until(lambda: created)
    return program


@pytest.mark.parametrize(
    ("held", "peaks", "counts"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_streams_that_are_held_or_measure(
    sound: SoundServer, listener: Listener, held: bool, peaks: bool, counts: bool
) -> None:
    program = open_stream(sound, listener.turning, held=held, peaks=peaks)
    recording(sound, sound.record("Firefox"), 2)
    listener.begins()
    assert listener.told == [{"Firefox", "Ours"} if counts else {"Firefox"}]
    listener.turning.loop.remove(program)
    program.close()


def test_a_stream_that_is_moved_to_a_loudspeaker(sound: SoundServer, listener: Listener) -> None:
    recording(sound, sound.record("Firefox"))
    listener.begins()
    index = sound.pactl("list", "short", "source-outputs").split()[0]
    sound.pactl("move-source-output", index, "speaker.monitor")
    listener.hears()
    sound.pactl("move-source-output", index, "mic")
    listener.hears("Firefox")


def test_killed_in_the_middle_of_a_call(sound: SoundServer, listener: Listener) -> None:
    recording(sound, sound.record("Firefox"))
    listener.begins()
    sound.kill()
    listener.loses("the sound server went away")
    with pytest.raises(Unavailable, match=r"no sound server at .* refused"):
        Listener(sound.environment, listener.turning)
    sound.start()
    recording(sound, sound.record("Zoom"))
    again = Listener(sound.environment, listener.turning)
    again.begins()
    assert again.told == [{"Zoom"}]
    again.microphone.close()


def test_killed_while_nobody_asks(sound: SoundServer, listener: Listener) -> None:
    sound.kill()
    listener.microphone.begin()
    listener.loses("no sound server at .* refused")
    assert listener.told == []


def test_one_that_hangs(sound: SoundServer, listener: Listener) -> None:
    recording(sound, sound.record("Firefox"))
    sound.processes.send(sound.process, signal.SIGSTOP)
    listener.microphone.begin()
    deadline = listener.microphone.deadline
    assert deadline is not None
    assert deadline <= listener.turning.clock.now() + PATIENCE
    listener.microphone.on_time(deadline)
    listener.loses("does not answer")
    sound.processes.send(sound.process, signal.SIGCONT)


def test_a_machine_that_slept_meanwhile(sound: SoundServer, listener: Listener) -> None:
    """What was asked just before could not be answered."""
    recording(sound, sound.record("Firefox"))
    listener.microphone.begin()
    listener.microphone.on_time(listener.turning.clock.now() + 3600)
    listener.hears("Firefox")
    assert listener.lost == []


def test_one_that_hangs_in_a_call_is_found_out(sound: SoundServer, listener: Listener) -> None:
    clock = listener.turning.clock
    recording(sound, sound.record("Firefox"))
    listener.begins()
    sound.processes.send(sound.process, signal.SIGSTOP)
    deadline = listener.microphone.deadline
    assert deadline is not None
    assert deadline <= clock.now() + AGAIN
    listener.microphone.on_time(deadline)
    assert listener.lost == []
    deadline = listener.microphone.deadline
    assert deadline is not None
    assert deadline <= clock.now() + PATIENCE
    listener.microphone.on_time(deadline)
    listener.loses("does not answer")
    sound.processes.send(sound.process, signal.SIGCONT)


def test_in_a_call_it_looks_again_now_and_then_and_else_never(sound: SoundServer, listener: Listener) -> None:
    call = sound.record("Firefox")
    recording(sound, call)
    listener.begins()
    assert listener.microphone.deadline is not None
    listener.microphone.on_time(listener.microphone.deadline)
    sound.stop(call)
    listener.hears()
    assert listener.told == [{"Firefox"}, NOBODY]
    assert listener.microphone.deadline is None


def test_one_that_hangs_makes_nobody_wait(tmp_path: Path, turning: Turning) -> None:
    """With too many at its door already it does not even take the call."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "native"))
        listening.listen(0)
        with socket.socket(socket.AF_UNIX) as first:
            first.connect(str(tmp_path / "native"))
            with pytest.raises(Unavailable, match="no sound server at"):
                Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)


def test_many_changes_at_once_end_in_the_truth(sound: SoundServer, listener: Listener) -> None:
    listener.begins()
    for _ in range(4):
        sound.stop(sound.record("Firefox"))
    recording(sound, sound.record("Zoom"))
    listener.hears("Zoom")


def test_pipewire(turning: Turning) -> None:
    for program in ("pipewire", "wireplumber", "pipewire-pulse"):
        require(program, program)
    with sound_server(PipeWire) as sound:
        sound.start()
        listener = Listener(sound.environment, turning)
        listener.begins()
        listener.hears()
        assert listener.microphone.server.startswith("PulseAudio (on PipeWire ")
        first = sound.record("Firefox")
        listener.hears("Firefox")
        sound.record("A loudspeaker", source="speaker.monitor")
        sound.record("A meter", media="Peak detect")
        sound.record_natively("cava")
        sound.pactl("load-module", "module-loopback", "source=mic", "sink=speaker")
        recording(sound, sound.record("Zoom", binary="zoom"), 6)
        listener.hears("Firefox", "Zoom")
        sound.stop(first)
        listener.hears("Zoom")
        native = sound.record_natively("Jitsi Meet")
        listener.hears("Zoom", "Jitsi Meet")
        sound.stop(native)
        listener.hears("Zoom")
        sound.kill()
        listener.loses("the sound server went away")
        assert listener.told == [NOBODY, {"Firefox"}, {"Firefox", "Zoom"}, {"Zoom"}, {"Zoom", "Jitsi Meet"}, {"Zoom"}]


def test_it_knows_us_by_our_user_also_if_it_asks_for_that_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """PulseAudio does so only after it has let a visitor in, who may have spoken by then."""
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    monkeypatch.setattr(pulse, "_connected", lambda _path: ours)
    client = Pulse({"PULSE_RUNTIME_PATH": "/nonexistent"}, lambda: None, lambda _why: None)
    theirs.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
    data, ((_level, kind, who),), _flags, _sender = theirs.recvmsg(4096, 100)
    assert data
    assert kind == socket.SCM_CREDENTIALS
    assert struct.unpack("=iII", who) == (os.getpid(), os.getuid(), os.getgid())
    client.close()
    theirs.close()


# -- one that answers when it likes -------------------------------------------


class SlowServer:
    """A sound server whose answers are given by hand. `asked` are the commands that wait for one, with their tags."""

    def __init__(self, folder: Path) -> None:
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / "native"))
        self._listening.listen()
        self._buffer = bytearray()
        self.asked: list[tuple[Command, int]] = []

    def let_in(self) -> None:
        self._listening.accept()[0].close()  # Who only looked whether somebody listens.
        self._visitor, _ = self._listening.accept()
        self._visitor.setblocking(False)

    def hears(self, command: Command) -> bool:
        """Whether this is asked; anything else is answered with nothing."""
        with contextlib.suppress(BlockingIOError):
            self._buffer += self._visitor.recv(4096)
        for code, tag, *_arguments in packets(self._buffer):
            if code in (Command.AUTH, Command.SET_CLIENT_NAME, Command.GET_SERVER_INFO, Command.SUBSCRIBE):
                self.sends(Command.REPLY, tag)
            else:
                self.asked.append((Command(code), tag))
        return any(code == command for code, _tag in self.asked)

    def answers(self, *values: bytes) -> None:
        """The oldest."""
        _command, tag = self.asked.pop(0)
        self.sends(Command.REPLY, tag, *values)

    def sends(self, command: Command, tag: int, *values: bytes) -> None:
        self.sends_bytes(packet(command, tag, *values))

    def sends_bytes(self, data: bytes) -> None:
        self._visitor.sendall(data)

    def close(self) -> None:
        self._listening.close()
        self._visitor.close()


def one_stream(name: str) -> tuple[bytes, ...]:
    nowhere = b"N"
    sound = (struct.pack(">cBBI", b"a", 3, 1, 44100), struct.pack(">cBB", b"m", 1, 0), b"U" + bytes(8), b"U" + bytes(8))
    ends = (nowhere, text("driver"), properties({"application.name": name}), b"0")
    return (number(1), text("call"), number(0), number(2), number(5), *sound, *ends)


A_MICROPHONE = (number(5), *[b"N"] * 7, number(NOTHING))


def test_what_changes_during_a_look_is_looked_at_after_it(tmp_path: Path, turning: Turning) -> None:
    server = SlowServer(tmp_path)
    listener = Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)
    listener.microphone.begin()
    server.let_in()
    turning.until(lambda: server.hears(Command.GET_SOURCE_OUTPUT_INFO_LIST))
    server.sends(Command.SUBSCRIBE_EVENT, NOTHING, number(1), number(1))
    server.sends(Command.SUBSCRIBE_EVENT, NOTHING, number(1), number(1))
    server.answers()
    turning.until(lambda: server.hears(Command.GET_SOURCE_OUTPUT_INFO_LIST))
    server.answers(*one_stream("Firefox"))
    turning.until(lambda: server.hears(Command.GET_SOURCE_INFO))
    server.answers(*A_MICROPHONE)
    listener.hears("Firefox")
    assert listener.told == [NOBODY, {"Firefox"}]
    assert server.asked == []
    listener.microphone.close()
    server.close()


def test_a_source_that_goes_while_it_is_looked_at(tmp_path: Path, turning: Turning) -> None:
    server = SlowServer(tmp_path)
    listener = Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)
    listener.microphone.begin()
    server.let_in()
    turning.until(lambda: server.hears(Command.GET_SOURCE_OUTPUT_INFO_LIST))
    server.answers(*one_stream("Firefox"))
    turning.until(lambda: server.hears(Command.GET_SOURCE_INFO))
    (_command, tag) = server.asked.pop()
    server.sends(Command.ERROR, tag, number(5))
    listener.hears()
    listener.microphone.close()
    server.close()


@pytest.mark.parametrize("values", [(), (number(2),), (text("x"), text("y")), (number(2), b"N")])
def test_packets_that_make_no_sense_do_no_harm(
    tmp_path: Path, turning: Turning, caplog: pytest.LogCaptureFixture, values: tuple[bytes, ...]
) -> None:
    server = SlowServer(tmp_path)
    listener = Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)
    listener.microphone.begin()
    server.let_in()
    turning.until(lambda: server.hears(Command.GET_SOURCE_OUTPUT_INFO_LIST))
    payload = b"".join(values)
    server.sends_bytes(struct.pack(">IIIII", len(payload), NOTHING, 0, 0, 0) + payload)
    server.answers()
    listener.hears()
    listener.microphone.close()
    server.close()
    caplog.clear()


@pytest.mark.parametrize("values", [(number(1),), (b"N",) * 13])
def test_a_list_that_is_none_is_given_up(tmp_path: Path, turning: Turning, values: tuple[bytes, ...]) -> None:
    server = SlowServer(tmp_path)
    listener = Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)
    listener.microphone.begin()
    server.let_in()
    turning.until(lambda: server.hears(Command.GET_SOURCE_OUTPUT_INFO_LIST))
    server.answers(*values)
    listener.loses("does not understand")
    assert listener.told == []
    server.close()


def test_it_is_in_the_loop_only_while_it_is_asked(sound: SoundServer, listener: Listener) -> None:
    before = len(listener.turning.loop._timed)
    for _ in range(3):
        listener.begins()
        listener.microphone.begin()
        assert len(listener.turning.loop._timed) == before + 1
        listener.microphone.end()
        listener.microphone.close()
        assert len(listener.turning.loop._timed) == before


# -- far sides that are none ------------------------------------------------


def test_no_server(tmp_path: Path, turning: Turning) -> None:
    with pytest.raises(Unavailable, match="no sound server at"):
        Listener({"XDG_RUNTIME_DIR": str(tmp_path)}, turning)
    with pytest.raises(Unavailable, match="another machine"):
        Listener({"PULSE_SERVER": "tcp:10.0.0.1"}, turning)


def test_where_it_is() -> None:
    assert server_path({"XDG_RUNTIME_DIR": "/run/user/1"}) == Path("/run/user/1/pulse/native")
    assert server_path({"XDG_RUNTIME_DIR": "/x", "PULSE_RUNTIME_PATH": "/y"}) == Path("/y/native")
    for server in ("unix:/a/b", "/a/b", "{4c0}unix:/a/b", "unix:/a/b tcp:there"):
        assert server_path({"PULSE_SERVER": server}) == Path("/a/b")


def test_the_cookie(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path)}
    assert cookie(environment) == bytes(256)
    (tmp_path / ".pulse-cookie").write_bytes(b"o" * 256)
    assert cookie(environment) == b"o" * 256
    (tmp_path / ".config/pulse").mkdir(parents=True)
    (tmp_path / ".config/pulse/cookie").write_bytes(b"n" * 256)
    assert cookie(environment) == b"n" * 256
    (tmp_path / "named").write_bytes(b"too short")
    assert cookie(environment | {"PULSE_COOKIE": str(tmp_path / "named")}) == b"o" * 256


def reply(*values: bytes) -> bytes:
    payload = b"".join(values)
    return struct.pack(">IIIII", len(payload), 0xFFFFFFFF, 0, 0, 0) + payload


NONSENSE = {
    "another protocol": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "longer than any": struct.pack(">IIIII", 1 << 30, 0xFFFFFFFF, 0, 0, 0),
    "an unknown tag": reply(b"?"),
    "a text without an end": reply(b"tabc"),
    "an error": reply(struct.pack(">cIcIcI", b"L", 0, b"L", 1, b"L", 1)),
}


@pytest.mark.parametrize("says", NONSENSE.values(), ids=NONSENSE.keys())
def test_who_speaks_otherwise_is_given_up(tmp_path: Path, turning: Turning, says: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "native"))
        listening.listen()
        listener = Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)
        listener.microphone.begin()
        listening.accept()[0].close()  # Who only looked whether somebody listens.
        visitor, _ = listening.accept()
        with visitor:
            visitor.sendall(says)
            listener.loses("does not")
    assert listener.told == []


def test_who_hangs_up_at_once(tmp_path: Path, turning: Turning) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "native"))
        listening.listen()
        listener = Listener({"PULSE_RUNTIME_PATH": str(tmp_path)}, turning)
        listener.microphone.begin()
        listening.accept()[0].close()
        listening.accept()[0].close()
        listener.loses("went away")
