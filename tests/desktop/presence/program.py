"""The whole program, on a screen that goes away."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from tests.desktop.processes import poll
from tests.reading import has_read_the_safety_notice

ROOT = Path(__file__).parents[3]


def sees_and_ends_with(
    kill: Callable[[], object], home: Path, environment: Mapping[str, str], names: Collection[str], lost: str
) -> None:
    """It sees who sits there, by one of these ways, and ends in good order once `kill` has taken its screen away."""
    environment = {**environment, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    has_read_the_safety_notice(home)

    def command(*words: str) -> str:
        argv = [sys.executable, "-m", "deskbreak", *words]
        return subprocess.run(argv, env=environment, capture_output=True, text=True, timeout=20, check=False).stdout

    def presence() -> str:
        told = command("status", "--json")
        return str(json.loads(told)["presence"]) if told else ""

    with (home / "out").open("wb") as out:
        program = subprocess.Popen([sys.executable, "-m", "deskbreak", "run"], env=environment, stdout=out, stderr=out)
    try:
        assert poll(lambda: presence() in names, 20)
        assert "cannot see whether anybody sits here" not in command("why")
        kill()
        assert program.wait(20) == 0
    finally:
        program.kill()
        program.wait()
    log = (home / ".local" / "state" / "deskbreak" / "deskbreak.log").read_text(encoding="utf-8")
    assert lost in log
    assert "the screen is gone" in log
    assert "Traceback" not in log + (home / "out").read_text(encoding="utf-8")
