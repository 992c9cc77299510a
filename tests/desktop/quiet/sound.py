"""A sound server of one's own, with a microphone that hears nothing and a loudspeaker that nobody hears."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.contracts.conftest import require
from tests.desktop.processes import Processes, poll

from .unpacked import pulseaudio

START = 20.0
MODULES = ("module-null-sink sink_name=speaker", "module-null-source source_name=mic", "module-native-protocol-unix")


class SoundServer:
    """PulseAudio. `environment` is what a program needs to find it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("run", "home", "logs"):
            (folder / name).mkdir(mode=0o700)
        self.processes = Processes(folder / "home", folder / "logs")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "XDG_CONFIG_HOME": str(folder / "home/.config"),
            "LANG": "C.UTF-8",
        }
        self.path = folder / "run/pulse/native"

    def start(self, *more: str) -> None:
        program, finds_its_parts = pulseaudio()
        argv = [*program, "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
        for module in (*MODULES, *more):
            argv += ["-L", module]
        self.process = self.processes.start(argv, self.environment | finds_its_parts)
        assert poll(self.answers, START), self.processes.tails()

    def answers(self) -> bool:
        return self.path.is_socket() and not self.pactl_fails("info")

    def kill(self) -> None:
        """Like a crash; the socket stays behind, and nobody listens."""
        self.processes.kill(self.process)

    def record(
        self, name: str, *options: str, source: str = "mic", binary: str = "", media: str = "call"
    ) -> subprocess.Popen[bytes]:
        """Have a program record; with `binary`, one whose file is called so."""
        program = Path(shutil.which("parec") or "parec")
        if binary:
            program = self.folder / binary
            if not program.exists():
                shutil.copy(shutil.which("pacat") or "pacat", program)
        argv: list[str | Path] = [
            program,
            "--record",
            f"--client-name={name}",
            f"--stream-name={media}",
            "-d",
            source,
            *options,
        ]
        return self.processes.start(argv, self.environment)

    def record_natively(self, name: str) -> subprocess.Popen[bytes]:
        """Have a program record without PulseAudio's protocol: PipeWire does not tell its file then."""
        properties = f'{{ application.name="{name}" node.name="{name}" }}'
        argv = ["pw-record", "--properties", properties, "--target", "mic", str(self.folder / "heard.wav")]
        return self.processes.start(argv, self.environment)

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        self.processes.end(process)

    def pactl(self, *words: str) -> str:
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, check=True, timeout=10
        )
        return done.stdout

    def pactl_fails(self, *words: str) -> bool:
        done = subprocess.run(["pactl", *words], env=self.environment, capture_output=True, check=False, timeout=10)
        return done.returncode != 0

    def streams(self) -> int:
        """How many record."""
        return len(self.pactl("list", "short", "source-outputs").splitlines())


class PipeWire(SoundServer):
    """The same in PipeWire, which is what most desktops have by now."""

    def start(self, *more: str) -> None:
        # Its parts would look for a bus and take that of whoever runs the tests.
        environment = {**self.environment, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.folder}/none"}
        self.processes.start(["pipewire"], environment)
        assert poll((self.folder / "run/pipewire-0").is_socket, START), self.processes.tails()
        # It joins streams to devices only where there is a bus.
        self.processes.start(["dbus-run-session", "--", "wireplumber"], environment)
        self.process = self.processes.start(["pipewire-pulse"], environment)
        assert poll(self.answers, START), self.processes.tails()
        self.pactl("load-module", "module-null-sink", "media.class=Audio/Source/Virtual", "sink_name=mic")
        self.pactl("load-module", "module-null-sink", "sink_name=speaker")
        assert poll(lambda: len(self.pactl("list", "short", "sources").splitlines()) == 2, START)


def require_pulseaudio() -> None:
    """Skips without it."""
    (program, *_options), _environment = pulseaudio()
    require(program, "pulseaudio (or `make desktop-packages`, which installs nothing for that)")
    require("pactl", "pulseaudio-utils")


@contextmanager
def running_pulseaudio() -> Iterator[SoundServer]:
    """Skips without it."""
    require_pulseaudio()
    with sound_server() as server:
        server.start()
        yield server


@contextmanager
def sound_server(kind: type[SoundServer] = SoundServer) -> Iterator[SoundServer]:
    # Not under $TMPDIR, which may be deep: the address of a socket holds 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="sound-", dir="/tmp"))
    server = kind(folder)
    try:
        yield server
    finally:
        server.processes.end_all()
        shutil.rmtree(folder, ignore_errors=True)
