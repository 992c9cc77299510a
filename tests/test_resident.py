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
