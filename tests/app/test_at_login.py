from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from deskbreak import places
from deskbreak.app import autostart
from deskbreak.app.at_login import AtLogin
from deskbreak.desktop.autostart.state import State


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


def test_it_follows_the_entry() -> None:
    at_login = AtLogin()
    assert not at_login()
    autostart.turn_on()
    assert at_login()
    autostart.turn_off()
    assert not at_login()


if sys.platform == "linux":

    def test_it_looks_where_the_entry_is() -> None:
        assert str(places.login_entry()) == autostart.state().file

    def test_an_entry_that_has_not_changed_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
        at_login, looks, state = AtLogin(), [], autostart.state

        def look() -> State:
            looks.append(1)
            return state()

        monkeypatch.setattr(autostart, "state", look)
        for _ in range(3):
            assert not at_login()
        assert looks == []
        autostart.turn_on()
        for _ in range(3):
            assert at_login()
        assert len(looks) == 1
        entry = places.login_entry()
        entry.write_text(entry.read_text(encoding="utf-8") + "Hidden=true\n", encoding="utf-8")
        os.utime(entry, (1, 1))
        assert not at_login()

    def test_an_entry_that_cannot_be_read_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
        places.login_entry().mkdir(parents=True)
        assert not AtLogin()()
