"""Who holds a camera: real processes that hold real files which are called like cameras."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.desktop.quiet import camera
from deskbreak.desktop.quiet.camera import APART, NOT_A_CALL, Camera, holders
from deskbreak.desktop.quiet.opens import Opens
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.desktop.turning import Turning

NOBODY: Holders = frozenset()


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    folder = tmp_path / "dev"
    folder.mkdir()
    for name in ("video0", "video1", "null"):
        (folder / name).touch()
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for program in started:
        program.kill()
        program.wait()


class Watch:
    def __init__(self, devices: Path, turning: Turning, programs: list[subprocess.Popen[bytes]]) -> None:
        self.devices, self.turning, self.programs = devices, turning, programs
        self.told: list[Holders] = []
        self.camera = Camera(turning.loop, self.told.append, devices)

    def opens(self, name: str, device: str = "video0") -> subprocess.Popen[bytes]:
        """A program of this name that holds the device, until its end."""
        program = self.devices / name
        if not program.exists():
            shutil.copy(shutil.which("sleep") or "sleep", program)
        with (self.devices / device).open("rb") as held:
            self.programs.append(subprocess.Popen([program, "1000"], stdin=held))
        return self.programs[-1]

    def runs(self, name: str, device: str = "video0") -> None:
        """A script of this name that holds the device."""
        script = self.devices / name
        script.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(1000)\n")
        script.chmod(0o700)
        with (self.devices / device).open("rb") as held:
            self.programs.append(subprocess.Popen([script], stdin=held))

    def ends(self, program: subprocess.Popen[bytes]) -> None:
        program.kill()
        program.wait()

    def tells(self, *names: str) -> None:
        self.turning.until(lambda: self.told and self.told[-1] == frozenset(names))


@pytest.fixture
def watch(
    devices: Path, turning: Turning, programs: list[subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watch]:
    monkeypatch.setattr(camera, "APART", 0.1)
    watch = Watch(devices, turning, programs)
    yield watch
    watch.camera.close()


def test_a_call_begins_and_ends(watch: Watch) -> None:
    watch.camera.begin()
    assert watch.told == [NOBODY]
    first = watch.opens("zoom")
    watch.tells("Zoom")
    second = watch.opens("firefox", "video1")
    watch.tells("Zoom", "Firefox")
    watch.ends(first)
    watch.tells("Firefox")
    watch.ends(second)
    watch.tells()


def test_a_long_name_and_a_thread_that_is_called_otherwise(watch: Watch) -> None:
    watch.opens("some-very-long-video-chat")
    watch.runs("guvcview")
    watch.camera.begin()
    watch.tells("Some-very-long-video-chat", "Guvcview")


def test_firefox(tmp_path: Path) -> None:
    process = tmp_path / "proc/123"
    (process / "fd").mkdir(parents=True)
    (process / "fd/7").symlink_to("/dev/video0")
    (process / "exe").symlink_to("/usr/lib/firefox/firefox (deleted)")
    (process / "comm").write_text("GeckoMain\n", encoding="utf-8")
    assert holders([Path("/dev/video0")], tmp_path / "proc") == {"Firefox"}


def test_however_often_a_camera_is_opened_nobody_looks_all_the_time(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(camera, "APART", APART)
    watch.camera.begin()
    looks = watch.turning.clock.now()
    (watch.devices / "video0").read_bytes()
    watch.turning.until(lambda: watch.camera.deadline is not None)
    assert watch.camera.deadline is not None
    assert looks + APART - 1 < watch.camera.deadline <= looks + APART
    watch.opens("zoom")
    watch.tells("Zoom")


def test_a_camera_that_is_plugged_in_later(watch: Watch) -> None:
    watch.camera.begin()
    watch.camera.end()
    (watch.devices / "video2").touch()
    watch.camera.begin()
    watch.opens("zoom", "video2")
    watch.tells("Zoom")


def test_one_that_runs_is_told_at_once(watch: Watch) -> None:
    watch.opens("zoom")
    watch.camera.begin()
    assert watch.told == [{"Zoom"}]


def test_nothing_is_told_after_the_end(watch: Watch) -> None:
    watch.camera.begin()
    watch.camera.end()
    watch.opens("zoom")
    watch.camera.begin()
    assert watch.told == [NOBODY, {"Zoom"}]


@pytest.mark.parametrize("name", NOT_A_CALL)
def test_who_is_no_call(watch: Watch, name: str) -> None:
    watch.opens(name)
    watch.opens("zoom", "null")
    watch.camera.begin()
    assert watch.told == [NOBODY]
    assert NOT_A_CALL[name]


def test_without_a_camera(tmp_path: Path, devices: Path, turning: Turning) -> None:
    with pytest.raises(Unavailable, match="no camera"):
        Camera(turning.loop, lambda _holders: None, tmp_path)
    with pytest.raises(Unavailable, match="nothing tells"):
        Camera(turning.loop, lambda _holders: None, devices, processes=tmp_path)


def test_one_camera_is_pulled_out_and_the_other_is_watched_all_the_same(watch: Watch) -> None:
    (watch.devices / "video1").unlink()
    watch.camera.begin()
    watch.opens("zoom")
    watch.tells("Zoom")


def test_what_cannot_be_watched_leaves_no_descriptor(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(FileNotFoundError):
        Opens([tmp_path / "none"], lambda: None)
    assert len(os.listdir("/proc/self/fd")) == before
