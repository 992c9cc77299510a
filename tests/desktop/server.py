"""A bare X server with a cookie, and nothing on its screen."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COOKIE = bytes(range(16))


class XServer:
    """`environment` is what a program needs to be let in."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes], number: str) -> None:
        self.process = process
        self.number = number
        self.environment = {"DISPLAY": f":{number}", "XAUTHORITY": str(folder / "cookies"), "HOME": str(folder)}

    def xdotool(self, *words: str | float) -> str:
        done = subprocess.run(
            ["xdotool", *map(str, words)],
            env={**self.environment, "PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
        return done.stdout.strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


@contextmanager
def x_server() -> Iterator[XServer]:
    folder = Path(tempfile.mkdtemp(prefix="x-", dir="/tmp"))
    write_cookies(folder / "cookies", ("", COOKIE))
    read, write = os.pipe()
    argv = ["Xvfb", "-screen", "0", "640x480x24", "-nolisten", "tcp", "-noreset", "-displayfd", str(write)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*argv, "-auth", str(folder / "cookies")], stdout=log, stderr=log, pass_fds=[write], start_new_session=True
        )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            number = told.readline().strip()
        assert number, (folder / "log").read_text(encoding="utf-8")
        yield XServer(folder, process, number)
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder)


def write_cookies(file: Path, *entries: tuple[str, bytes], family: int = 65535, address: bytes = b"") -> None:
    """Each is the number of a display ("" for all) and its cookie."""

    def counted(field: bytes) -> bytes:
        return struct.pack(">H", len(field)) + field

    file.write_bytes(
        b"".join(
            struct.pack(">H", family)
            + b"".join(counted(field) for field in (address, number.encode(), b"MIT-MAGIC-COOKIE-1", data))
            for number, data in entries
        )
    )
