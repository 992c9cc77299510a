"""The quiet signals of macOS, beside stand-ins for its frameworks."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.desktop.quiet.macos import macos_signals
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.native.passing import Passing

NO_SUCH_PROPERTY = 0x77686F3F
"""'who?', as both frameworks answer."""
GLOB, INPT, OUTP = "glob", "inpt", "outp"
MENU_BAR_LEVEL = 24
LAPTOP = (0.0, 0.0, 1512.0, 982.0)
BESIDE_IT = (1512.0, -100.0, 1920.0, 1080.0)


class Mac(Passing):
    """A computer, and whoever uses it."""

    def __init__(self) -> None:
        super().__init__()
        self.sound: dict[tuple[int, str, str], list[int]] = {(1, "dev#", GLOB): [], (1, "prs#", GLOB): []}
        self.cameras: dict[tuple[int, str, str], list[int]] = {(1, "dev#", GLOB): []}
        self.applications: dict[int, str | None] = {501: "Google Chrome Helper (Renderer)", 502: "zoom.us", 503: None}
        self.files = {504: "ffmpeg"}
        self.assertions: dict[int, list[dict[str, Any]]] | None = {}
        self.failed = 0
        self.windows: list[dict[str, Any]] = []
        self.displays = [LAPTOP]
        self.pools = 0
        self.in_pool = False
        self.lost: list[str] = []

    def told(self, name: str, way: int = 0) -> Holders:
        """What this signal says now."""
        told: list[Holders] = []
        _named, build = macos_signals()[name][way]
        signal = build(self.loop, told.append, self.lost.append)
        assert signal.name == name
        signal.begin()
        self.passes(0)
        signal.close()
        assert not self.in_pool
        return told[-1]

    def listens(self, pid: int, devices: list[int] | None, running: int = 1, says: int = 1) -> None:
        """A program that uses sound; None where it does not tell what it listens to."""
        process = 1000 + pid
        self.sound[1, "prs#", GLOB].append(process)
        self.sound[process, "pir?", GLOB] = [running]
        self.sound[process, "piri", GLOB] = [says]
        self.sound[process, "ppid", GLOB] = [pid]
        if devices is not None:
            self.sound[process, "pdv#", INPT] = devices

    def device(self, ident: int, runs: int, streams: dict[int, int], plays: bool = True) -> None:
        """A device with these streams of what it records, and whether each runs; mostly it plays, too."""
        self.sound[1, "dev#", GLOB].append(ident)
        self.sound[ident, "gone", GLOB] = [runs]
        self.sound[ident, "stm#", INPT] = list(streams)
        self.sound[ident, "stm#", OUTP] = [ident * 10 + 9] if plays else []
        for stream, active in streams.items():
            self.sound[stream, "sact", GLOB] = [active]

    def shows(self, owner: str, box: tuple[float, float, float, float], level: int = 0) -> None:
        """In front of all that was shown before."""
        bounds = dict(zip(("X", "Y", "Width", "Height"), box, strict=True))
        number = 100 + len(self.windows)
        window = {"kCGWindowNumber": number, "kCGWindowLayer": level, "kCGWindowBounds": bounds}
        self.windows.insert(0, window | {"kCGWindowOwnerName": owner, "kCGWindowOwnerPID": sum(map(ord, owner))})

    @contextmanager
    def pool(self) -> Iterator[None]:
        self.in_pool, self.pools = True, self.pools + 1
        yield
        self.in_pool = False


def library(objects: dict[tuple[int, str, str], list[int]], prefix: str) -> SimpleNamespace:
    """CoreAudio or CoreMediaIO."""

    def found(ident: Any, address: Any) -> list[int] | None:
        assert isinstance(ident, ctypes.c_uint32)
        selector, scope = (
            number.to_bytes(4, "big").decode() for number in (address._obj.mSelector, address._obj.mScope)
        )
        assert address._obj.mElement == 0
        return objects.get((ident.value, selector, scope))

    def size_of(ident: Any, address: Any, qualifiers: Any, qualifier: None, size: Any) -> int:
        assert (qualifiers.value, qualifier) == (0, None)
        values = found(ident, address)
        if values is None:
            return NO_SUCH_PROPERTY
        size._obj.value = 4 * len(values)
        return 0

    def fill(ident: Any, address: Any, room: Any, length: int, used: Any) -> int:
        values = found(ident, address)
        if values is None:
            return NO_SUCH_PROPERTY
        assert length, "no room"
        assert length == ctypes.sizeof(room) == 4 * len(values)
        room[:] = values
        used._obj.value = length
        return 0

    def audio_data(ident: Any, address: Any, qualifiers: Any, _qualifier: None, size: Any, room: Any) -> int:
        assert qualifiers.value == 0
        return fill(ident, address, room, size._obj.value, size)

    def media_data(ident: Any, address: Any, qualifiers: Any, _qualifier: None, size: Any, used: Any, room: Any) -> int:
        assert qualifiers.value == 0
        return fill(ident, address, room, size.value, used)

    data = audio_data if prefix == "Audio" else media_data
    return SimpleNamespace(**{f"{prefix}ObjectGetPropertyDataSize": size_of, f"{prefix}ObjectGetPropertyData": data})


def frameworks(mac: Mac) -> dict[str, Any]:
    """What PyObjC has of it."""

    def running(pid: int) -> Any:
        assert mac.in_pool
        return SimpleNamespace(localizedName=lambda: mac.applications[pid]) if pid in mac.applications else None

    def load(bundle: str, into: dict[str, Any], functions: list[Any]) -> None:
        assert bundle == "the bundle of com.apple.framework.IOKit"
        ((name, signature, _text, more),) = functions
        assert signature == b"io^@", "an error, and what it fills in"
        assert more["arguments"][0]["already_cfretained"], "else each look would leak"

        def copy(out: None) -> tuple[int, Any]:
            assert mac.in_pool
            return mac.failed, None if mac.failed else mac.assertions

        into[name] = copy

    def bounds(display: int) -> Any:
        left, top, width, height = mac.displays[display]
        return SimpleNamespace(origin=SimpleNamespace(x=left, y=top), size=SimpleNamespace(width=width, height=height))

    def window_list(which: int, under: int) -> Any:
        assert (which, under) == (1 | 16, 0)
        assert mac.in_pool
        return mac.windows

    return {
        "AppKit": SimpleNamespace(
            NSRunningApplication=SimpleNamespace(runningApplicationWithProcessIdentifier_=running)
        ),
        "Foundation": SimpleNamespace(
            NSBundle=SimpleNamespace(bundleWithIdentifier_=lambda name: f"the bundle of {name}")
        ),
        "objc": SimpleNamespace(autorelease_pool=mac.pool, loadBundleFunctions=load),
        "Quartz": SimpleNamespace(
            kCGWindowListOptionOnScreenOnly=1,
            kCGWindowListExcludeDesktopElements=16,
            kCGNullWindowID=0,
            kCGMainMenuWindowLevelKey=8,
            CGWindowLevelForKey={8: MENU_BAR_LEVEL}.__getitem__,
            CGWindowListCopyWindowInfo=window_list,
            CGGetActiveDisplayList=lambda most, _ids, _count: (
                mac.failed, tuple(range(len(mac.displays))), len(mac.displays)
            ),
            CGDisplayBounds=bounds,
        ),
    }  # fmt: skip


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Mac:
    mac = Mac()

    def proc_name(pid: int, room: Any, length: int) -> int:
        assert length == len(room)
        room.value = mac.files.get(pid, "").encode()
        return len(room.value)

    libraries = {
        "CoreAudio": library(mac.sound, "Audio"),
        "CoreMediaIO": library(mac.cameras, "CMIO"),
        "None": SimpleNamespace(proc_name=proc_name),
    }
    monkeypatch.setattr(ctypes, "CDLL", lambda path: libraries[str(path).rpartition("/")[2]])
    for name, module in frameworks(mac).items():
        monkeypatch.setitem(sys.modules, name, module)
    return mac


# -- the microphone ---------------------------------------------------------


def test_who_listens_is_named_as_people_do(mac: Mac) -> None:
    mac.listens(501, [77])
    mac.listens(502, [77])
    mac.listens(504, [78])
    assert mac.told("microphone") == {"Google Chrome", "zoom.us", "ffmpeg"}


@pytest.mark.parametrize("file", ["Slack Helper", "Slack Helper (Plugin)", "Slack Helper (Rende"])
def test_a_part_of_a_program_has_its_name_also_by_its_file(mac: Mac, file: str) -> None:
    mac.files[503] = file
    mac.listens(503, [77])
    assert mac.told("microphone") == {"Slack"}


def test_who_only_plays_does_not(mac: Mac) -> None:
    mac.listens(502, [], says=0)
    mac.listens(501, None, says=0)
    assert mac.told("microphone") == frozenset()


def test_a_microphone_that_was_only_chosen_is_not_listened_to(mac: Mac) -> None:
    mac.listens(502, [77], running=0)
    assert mac.told("microphone") == frozenset()


def test_a_program_that_opens_it_for_the_second_time(mac: Mac) -> None:
    """It was seen not to say then that it runs input."""
    mac.listens(502, [77], says=0)
    assert mac.told("microphone") == {"zoom.us"}


def test_what_waits_for_a_spoken_word_all_day_has_no_device(mac: Mac) -> None:
    mac.listens(600, [])
    mac.listens(502, None)
    assert mac.told("microphone") == {"zoom.us"}


def test_we_do_not_listen_and_filters_do_not_either(mac: Mac) -> None:
    mac.applications |= {510: "krisp", 511: "OBS Studio", 512: "Audio Hijack"}
    mac.files[513] = "corespeechd"
    for pid in (os.getpid(), 510, 511, 512, 513):
        mac.listens(pid, [77])
    assert mac.told("microphone") == frozenset()


def test_somebody_without_a_name(mac: Mac) -> None:
    mac.listens(503, [77])
    mac.listens(999, [77])
    assert mac.told("microphone") == {""}


def test_one_that_is_gone_since_it_was_listed(mac: Mac) -> None:
    mac.listens(502, [77])
    mac.sound[1, "prs#", GLOB].insert(0, 4711)
    assert mac.told("microphone") == {"zoom.us"}


def test_a_mac_that_lists_no_programs_has_devices(mac: Mac) -> None:
    del mac.sound[1, "prs#", GLOB]
    with pytest.raises(Unavailable, match="prs#"):
        mac.told("microphone")
    mac.device(77, 1, {770: 1})
    assert mac.told("microphone", way=1) == {""}


@pytest.mark.parametrize(
    ("runs", "streams"),
    [(0, {770: 0}), (1, {}), (1, {770: 0, 771: 0})],
    ids=["nothing runs", "a loudspeaker", "a headset that plays"],
)
def test_a_device_that_does_not_record(mac: Mac, runs: int, streams: dict[int, int]) -> None:
    mac.device(77, runs, streams)
    assert mac.told("microphone", way=1) == frozenset()


@pytest.mark.parametrize(("runs", "held"), [(0, False), (1, True)])
def test_a_device_that_only_records_needs_no_more_than_to_run(mac: Mac, runs: int, held: bool) -> None:
    mac.device(77, runs, {770: 0}, plays=False)
    assert mac.told("microphone", way=1) == ({""} if held else frozenset())


def test_a_device_that_was_pulled_out(mac: Mac) -> None:
    mac.device(77, 1, {770: 1})
    del mac.sound[77, "stm#", INPT]
    assert mac.told("microphone", way=1) == frozenset()


# -- the camera -------------------------------------------------------------


@pytest.mark.parametrize(("running", "held"), [((), False), ((0,), False), ((0, 1), True)])
def test_the_camera(mac: Mac, running: tuple[int, ...], held: bool) -> None:
    for place, runs in enumerate(running):
        mac.cameras[1, "dev#", GLOB].append(30 + place)
        mac.cameras[30 + place, "gone", GLOB] = [runs]
    assert mac.told("camera") == ({""} if held else frozenset())


# -- films ------------------------------------------------------------------


def assertion(kind: str, level: int = 255) -> dict[str, Any]:
    return {"AssertType": kind, "AssertLevel": level, "Process Name": "…"}


def test_a_film_keeps_the_display_on(mac: Mac) -> None:
    mac.assertions = {
        501: [assertion("PreventUserIdleSystemSleep"), assertion("PreventUserIdleDisplaySleep")],
        502: [assertion("NoDisplaySleepAssertion", 0)],
        504: [assertion("PreventUserIdleSystemSleep")],
        os.getpid(): [assertion("PreventUserIdleDisplaySleep")],
    }
    assert mac.told("film") == {"Google Chrome"}


@pytest.mark.parametrize("held", [None, {}])
def test_nothing_keeps_it_on(mac: Mac, held: dict[int, Any] | None) -> None:
    mac.assertions = held
    assert mac.told("film") == frozenset()


def test_power_that_does_not_answer(mac: Mac) -> None:
    mac.failed = -536870206
    with pytest.raises(Unavailable, match="0xe00002c2"):
        mac.told("film")


def test_a_kit_without_the_call(mac: Mac, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["objc"], "loadBundleFunctions", lambda *_args: None)
    with pytest.raises(Unavailable, match="IOKit has no IOPMCopyAssertionsByProcess"):
        mac.told("film")


# -- full screen ------------------------------------------------------------


@pytest.mark.parametrize(
    ("box", "full"),
    [
        (LAPTOP, True),
        # Beside the camera of newer ones.
        ((0.0, 38.0, 1512.0, 944.0), True),
        ((0.0, 38.0, 1512.0, 900.0), False),
        ((0.0, 200.0, 1512.0, 782.0), False),
        ((0.0, 0.0, 756.0, 982.0), False),
        (BESIDE_IT, True),
        ((1512.0, -60.0, 1920.0, 1040.0), True),
    ],
)
def test_a_window_that_fills_a_screen(mac: Mac, box: tuple[float, float, float, float], full: bool) -> None:
    mac.displays.append(BESIDE_IT)
    mac.shows("TextEdit", (10.0, 50.0, 400.0, 300.0))
    mac.shows("Keynote", box)
    mac.shows("Dock", (0.0, 900.0, 1512.0, 82.0), level=20)
    assert mac.told("fullscreen") == ({"Keynote"} if full else frozenset())


def test_a_big_window_below_the_menu_bar_is_none(mac: Mac) -> None:
    mac.displays.append(BESIDE_IT)
    mac.shows("Preview", (0.0, 38.0, 1512.0, 944.0))
    mac.shows("Window Server", (1512.0, -100.0, 1920.0, 24.0), level=MENU_BAR_LEVEL)
    assert mac.told("fullscreen") == {"Preview"}
    mac.shows("Window Server", (0.0, 0.0, 1512.0, 37.0), level=MENU_BAR_LEVEL)
    assert mac.told("fullscreen") == frozenset()


def test_a_full_one_behind_its_own_toolbar(mac: Mac) -> None:
    mac.shows("Safari", LAPTOP)
    mac.shows("Safari", (0.0, 0.0, 1512.0, 88.0))
    assert mac.told("fullscreen") == {"Safari"}


def test_a_talk_above_everything(mac: Mac) -> None:
    mac.shows("Keynote", (10.0, 50.0, 400.0, 300.0))
    mac.shows("Keynote", LAPTOP, level=1000)
    assert mac.told("fullscreen") == {"Keynote"}


def test_a_full_one_behind_another(mac: Mac) -> None:
    mac.shows("Keynote", LAPTOP)
    mac.shows("TextEdit", (10.0, 50.0, 400.0, 300.0))
    assert mac.told("fullscreen") == frozenset()


def test_no_window_at_all(mac: Mac) -> None:
    assert mac.told("fullscreen") == frozenset()


# -- what cannot be ---------------------------------------------------------


def test_focus_is_told_to_nobody(mac: Mac) -> None:
    with pytest.raises(Unavailable, match="only programs that Apple lets know"):
        mac.told("do_not_disturb")


@pytest.mark.parametrize(
    ("name", "lacks"), [("microphone", "AppKit"), ("film", "Foundation"), ("film", "AppKit"), ("fullscreen", "Quartz")]
)
def test_without_pyobjc(mac: Mac, monkeypatch: pytest.MonkeyPatch, name: str, lacks: str) -> None:
    monkeypatch.setitem(sys.modules, lacks, None)
    with pytest.raises(Unavailable, match=f"{lacks} cannot be loaded"):
        mac.told(name)
