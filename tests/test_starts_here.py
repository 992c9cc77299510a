"""The program as it is, on the system that the tests run on: it starts, answers, and ends in good order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 60.0
ROOT = Path(__file__).parent.parent
ENDS = ["quit"] if sys.platform == "win32" else ["quit", "SIGINT", "SIGTERM"]
DESKTOP = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY")
"""Where a notification would be seen by whoever runs the tests on Linux."""


class Here:
    """deskbreak with folders of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = folder / "said.txt"
        kept = {name: value for name, value in os.environ.items() if name not in DESKTOP and name != "PYTHONUTF8"}
        kinds = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CONFIG", "STATE", "CACHE")}
        self.env = kept | kinds | {
            "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PYTHONPATH": str(ROOT),
            "WIN_PD_OVERRIDE_LOCAL_APPDATA": str(folder),
        }  # fmt: skip

    def start(self) -> subprocess.Popen[bytes]:
        with self.said.open("ab") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "deskbreak"], env=self.env, stdin=subprocess.DEVNULL, stdout=out, stderr=out
            )

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "deskbreak", *words], env=self.env, capture_output=True, text=True, encoding="utf-8",
            errors="replace", timeout=PATIENCE, check=False,
        )  # fmt: skip

    def status(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while (done := self("status", "--json")).returncode:
            assert time.monotonic() < end, f"{done.stderr}\n{self.told()}"
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def told(self) -> str:
        logs = [self.said, *self.folder.rglob("*.log")]
        return "\n".join(log.read_text(encoding="utf-8", errors="replace") for log in logs)


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


@pytest.mark.parametrize("end", ENDS)
def test_it_starts_answers_and_ends(here: Here, end: str) -> None:
    process = here.start()
    try:
        assert here.status()["phase"] == "working"
        assert here("pause").returncode == 0
        assert here.status()["phase"] == "paused"
        again = here.start()
        assert again.wait(PATIENCE) == 0
        if end == "quit":
            assert here("quit").returncode == 0
        else:
            process.send_signal(getattr(signal, end))
        assert process.wait(PATIENCE) == 0, here.told()
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in here.told()
    assert "running already" in here.told()
    assert here("status").returncode == 3


def test_it_goes_on_where_it_was_killed(here: Here) -> None:
    first = here.start()
    try:
        here.status()
        assert here("pause").returncode == 0
    finally:
        first.kill()
        first.wait()
    second = here.start()
    try:
        assert here.status()["phase"] == "paused"
        assert here("quit").returncode == 0
        assert second.wait(PATIENCE) == 0
    finally:
        second.kill()
        second.wait()
