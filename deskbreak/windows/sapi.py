"""The voice of Windows: ISpVoice of SAPI 5, by its table of functions.

Not run on Windows yet; tested beside a table of ours.
https://learn.microsoft.com/previous-versions/windows/desktop/ms723602(v=vs.85)
"""

# Elsewhere typeshed has neither OleDLL nor WINFUNCTYPE; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
import locale
from collections.abc import Callable
from html import escape
from typing import Any
from uuid import UUID

CLASS, INTERFACE = UUID("96749377-3391-11d2-9ee3-00c04f797396"), UUID("6c44df74-72b9-4992-a1ec-ef996e0422d4")
CLSCTX_ALL = 0x17
SPEAK = 20
"""Its place in the table: after the functions of IUnknown, ISpNotifySource and ISpEventSource, and seven others."""
ASYNC, PURGE, IS_XML = 1, 2, 8
"""SPEAKFLAGS: do not wait, in place of what is said, with marks in the text."""


class Sapi:
    """Says one thing at a time, in a thread of Windows."""

    def __init__(self, language: str, fails: Callable[[str], object]) -> None:
        """`fails` is told what keeps it from being heard."""
        self._marks = f'<voice optional="Language={langid(language)}">{{}}</voice>'
        self._fails = fails
        self._say: Callable[[str | None, int], object] = lambda _words, _flags: None
        try:
            self._say = _voice()
        except OSError as error:
            fails(f"SAPI: {error}")

    def play(self, words: str) -> None:
        """These words, in place of those that are said."""
        self._speak(self._marks.format(escape(words)), ASYNC | PURGE | IS_XML)

    def silence(self) -> None:
        """Whatever is still said."""
        self._speak(None, ASYNC | PURGE)

    def _speak(self, words: str | None, flags: int) -> None:
        try:
            self._say(words, flags)
        except OSError as error:
            self._fails(f"SAPI: {error}")


def langid(language: str) -> str:
    """The number that Windows has for a language, as voices give it: 407 for de."""
    names = locale.windows_locale.items()
    return next((f"{number:x}" for number, name in names if name.startswith(language) and number > 0x3FF), "409")


def _voice() -> Callable[[str | None, int], object]:
    """ISpVoice::Speak of a new voice; the words, and how. OSError where Windows has none."""
    ole32 = ctypes.OleDLL("ole32")
    # Qt has done so already, and saying it twice is no mistake.
    ole32.CoInitialize(None)
    voice: Any = ctypes.c_void_p()
    named = [(ctypes.c_byte * 16).from_buffer_copy(each.bytes_le) for each in (CLASS, INTERFACE)]
    ole32.CoCreateInstance(ctypes.byref(named[0]), None, CLSCTX_ALL, ctypes.byref(named[1]), ctypes.byref(voice))
    table = ctypes.cast(voice, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
    kind = ctypes.WINFUNCTYPE(ctypes.HRESULT, ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p)
    speak = kind(table[SPEAK])
    return lambda words, flags: speak(voice, words, flags, None)
