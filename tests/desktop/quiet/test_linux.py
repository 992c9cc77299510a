"""The signals of Linux as a list, and what keeps each from working."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deskbreak.desktop.quiet.linux import linux_signals
from deskbreak.ports import Unavailable
from deskbreak.settings.quiet import SIGNALS
from tests.contracts.conftest import Wire
from tests.desktop.turning import Turning


def test_every_switch_has_a_way() -> None:
    assert set(SIGNALS) <= set(linux_signals({}, None, None))


@pytest.mark.parametrize("name", [name for name in linux_signals({}, None, None) if name != "camera"])
def test_without_a_desktop_each_says_why_it_cannot(turning: Turning, tmp_path: Path, name: str) -> None:
    for _way, build in linux_signals({"XDG_RUNTIME_DIR": str(tmp_path)}, None, None)[name]:
        with pytest.raises(Unavailable, match="no "):
            build(turning.loop, lambda _holders: None, lambda _why: None)


def test_on_a_bus(wire: Wire, turning: Turning) -> None:
    signals = linux_signals({}, wire.connect(), None)
    for name in ("do_not_disturb", "presentation", "film"):
        ((_way, build),) = signals[name]
        assert build(turning.loop, lambda _holders: None, lambda _why: None).name == name


def test_what_is_not_built_is_not_loaded() -> None:
    code = (
        "import sys; from deskbreak.desktop.quiet.linux import linux_signals; linux_signals({}, None, None);"
        "print(*(name for name in sys.modules if name.startswith('deskbreak.desktop.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["deskbreak.desktop.quiet", "deskbreak.desktop.quiet.linux"]
