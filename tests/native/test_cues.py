"""The sounds and the voice of Windows, beside a winsound and a table of functions of ours."""

from __future__ import annotations

import ctypes
import sys
from typing import Any
from uuid import UUID

import pytest

from deskbreak.app.doctor_cues import cues
from deskbreak.settings.shown import Guide
from deskbreak.windows.sapi import Sapi, langid
from deskbreak.windows.sounds import WindowsSounds, sounds
from deskbreak.windows.speech import speech

FILENAME, ASYNC_SOUND, NODEFAULT = 0x20000, 1, 2
ASYNC, PURGE, IS_XML = 1, 2, 8
NO_CLASS = -2147221164


class Winsound:
    """One sound at a time, as its documentation has it."""

    SND_FILENAME, SND_ASYNC, SND_NODEFAULT = FILENAME, ASYNC_SOUND, NODEFAULT

    def __init__(self) -> None:
        self.played: list[tuple[str | None, int]] = []
        self.fails = False

    def PlaySound(self, file: str | None, flags: int) -> None:
        if self.fails:
            raise RuntimeError("Failed to play sound")
        self.played.append((file, flags))


class Ole32:
    """As much of COM as it takes to make a voice: an object is a pointer to a pointer to its functions."""

    KIND = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p)

    def __init__(self) -> None:
        self.said: list[tuple[str | None, int]] = []
        self.has_voice = True
        self._speak = self.KIND(self._said)
        self._functions = (ctypes.c_void_p * 21)()
        self._functions[20] = ctypes.cast(self._speak, ctypes.c_void_p).value
        self._object = ctypes.pointer(self._functions)

    def _said(self, this: int, words: str | None, flags: int, number: int | None) -> int:
        assert this == ctypes.addressof(self._object)
        assert number is None
        self.said.append((words, flags))
        return 0

    def CoInitialize(self, reserved: None) -> int:
        return 1

    def CoCreateInstance(self, kind: Any, outer: None, context: int, interface: Any, found: Any) -> int:
        assert outer is None
        assert context == 0x17
        assert UUID(bytes_le=bytes(kind._obj)) == UUID("{96749377-3391-11D2-9EE3-00C04F797396}")
        assert UUID(bytes_le=bytes(interface._obj)) == UUID("{6C44DF74-72B9-4992-A1EC-EF996E0422D4}")
        if not self.has_voice:
            raise OSError(NO_CLASS, "Class not registered")
        found._obj.value = ctypes.addressof(self._object)
        return 0


@pytest.fixture
def ole32(monkeypatch: pytest.MonkeyPatch) -> Ole32:
    ole32 = Ole32()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "OleDLL", lambda _name: ole32, raising=False)
    monkeypatch.setattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE, raising=False)
    monkeypatch.setattr(ctypes, "HRESULT", ctypes.c_long, raising=False)
    return ole32


@pytest.fixture
def winsound(monkeypatch: pytest.MonkeyPatch) -> Winsound:
    winsound = Winsound()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winsound", winsound)
    return winsound


def test_windows_plays_one_sound_and_does_not_wait(winsound: Winsound) -> None:
    fails: list[str] = []
    one = sounds(fails.append)
    assert isinstance(one, WindowsSounds)
    one.play("C:\\a\\start.wav")
    one.silence()
    assert winsound.played == [("C:\\a\\start.wav", FILENAME | ASYNC_SOUND | NODEFAULT), (None, 0)]
    winsound.fails = True
    one.play("C:\\a\\end.wav")
    assert fails == ["winsound: Failed to play sound"]


def test_what_windows_says_comes_in_place_of_what_it_said(ole32: Ole32, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.windows.speech.language", lambda: "de")
    fails: list[str] = []
    one = speech(fails.append)
    assert isinstance(one, Sapi)
    one.play("Linke Seite & <mehr>")
    one.silence()
    marked = '<voice optional="Language=407">Linke Seite &amp; &lt;mehr&gt;</voice>'
    assert ole32.said == [(marked, ASYNC | PURGE | IS_XML), (None, ASYNC | PURGE)]
    assert fails == []


def test_without_a_voice_windows_is_silent(ole32: Ole32) -> None:
    ole32.has_voice = False
    fails: list[str] = []
    one = Sapi("en", fails.append)
    one.play("Left side")
    one.silence()
    (why,) = fails
    assert "Class not registered" in why
    assert ole32.said == []


@pytest.mark.parametrize(("language", "number"), [("de", "407"), ("en", "409"), ("pt_BR", "416"), ("tlh", "409")])
def test_windows_has_a_number_for_a_language(language: str, number: str) -> None:
    assert langid(language) == number


def test_the_doctor_knows_that_windows_does_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LANGUAGE", "en")
    found = cues(Guide(speech=True))
    assert (found.chosen, found.can, found.lacks) == ("on", ("sounds: winsound", "speech: SAPI, in en"), ())
