"""What the resident program on Linux never loads costs no memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
OTHER_SYSTEMS = ("deskbreak.app.beside", "deskbreak.app.pipe", "deskbreak.app.desktop_native", "multiprocessing")
NEVER = {
    "click", "rich", "asyncio", "PySide6", "tomlkit", "plyer", "PIL", "Xlib", "deskbreak.cli", "deskbreak.figure",
    "deskbreak.app.terminal", "deskbreak.terminal_view", "deskbreak.core.details",
}  # fmt: skip


def test_it_does_without_the_command_line_and_other_systems(tmp_path: Path) -> None:
    code = "import sys, deskbreak.app.start, deskbreak.app.desktop; print(*sys.modules)"
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=bare, check=True, capture_output=True, text=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert not loaded & NEVER
    assert not [name for name in loaded if name.startswith(OTHER_SYSTEMS) or name.endswith((".windows", ".macos"))]


def test_it_has_a_picture_drawn_and_loads_none_of_what_draws(tmp_path: Path) -> None:
    code = """
import sys, time
from pathlib import Path
from deskbreak import places
from deskbreak.app.pictures import Pictures
from deskbreak.desktop.clock import SystemClock
from deskbreak.desktop.notify.letter import letter
from deskbreak.desktop.notify.servers import server
from deskbreak.ports.notices import Notice
from tests.offered import CONTENT, suggested
movement = suggested("standing-ql-stretch")
pictures = Pictures(SystemClock(), CONTENT.movement_file, lambda: movement, lambda: True)
picture = pictures.of(movement)
while pictures.deadline is not None:
    pictures.look()
    time.sleep(0.01)
sent = letter(Notice("", "", picture=picture), 1, 0, Path("icon"), server("dunst", "1", ("actions",)))
print("image-data" in sent[6], *sys.modules)
"""
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=bare, check=True, capture_output=True, text=True, timeout=60
    )
    told, *loaded = done.stdout.split()
    assert told == "True"
    assert not set(loaded) & {*NEVER, "subprocess", "hashlib", "deskbreak.app.draw_picture"}
