"""Programs on Windows: which run, which is in front, and what people call them. Not run there yet; tested with our own.

The name is the description in the program's file, as the Task Manager shows it: "Google Chrome" for chrome.exe.
https://learn.microsoft.com/windows/win32/toolhelp/taking-a-snapshot-and-viewing-processes
https://learn.microsoft.com/windows/win32/api/appmodel/nf-appmodel-getpackagefamilyname
https://learn.microsoft.com/windows/win32/api/winver/nf-winver-verqueryvaluew
"""

# Elsewhere typeshed has no WinDLL; on Windows all types are checked.
# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_uint, c_void_p
from functools import cached_property
from pathlib import PureWindowsPath
from typing import Any

TH32CS_SNAPPROCESS = 2
PROCESS_QUERY_LIMITED_INFORMATION = 0x1000
LONGEST_PATH, LONGEST_FAMILY = 32768, 65
"""UTF-16 units that a path may take, and the name of a family of packages with its zero."""
INVALID_HANDLE = c_void_p(-1).value


class ProcessEntry(ctypes.Structure):
    """PROCESSENTRY32W."""

    _fields_ = (
        ("dwSize", c_uint),
        ("cntUsage", c_uint),
        ("th32ProcessID", c_uint),
        ("th32DefaultHeapID", ctypes.c_size_t),
        ("th32ModuleID", c_uint),
        ("cntThreads", c_uint),
        ("th32ParentProcessID", c_uint),
        ("pcPriClassBase", ctypes.c_long),
        ("dwFlags", c_uint),
        ("szExeFile", ctypes.c_wchar * 260),
    )


class Programs:
    """What the system knows of them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        """By path, what was found in the file."""

    def running(self) -> frozenset[str]:
        """The files of all that run, without their folders, in lower case."""
        return frozenset(name.lower() for _ident, name in self._snapshot())

    def packages(self) -> dict[str, str]:
        """The families of packages of which something runs, in lower case, each with the path of one that does."""
        found: dict[str, str] = {}
        for ident, _name in self._snapshot():
            with self._process(ident) as process:
                family = self._family(process)
                if family and family not in found:
                    found[family] = self._path(process)
        return found

    def in_front(self) -> tuple[int, str]:
        """The window in front, 0 for none, and the path of its program; "" where that is not told, as for an
        administrator's."""
        window, ident = self._user32.GetForegroundWindow(), c_uint()
        self._user32.GetWindowThreadProcessId(c_void_p(window), byref(ident))
        with self._process(ident.value) as process:
            return window or 0, self._path(process)

    def name(self, path: str) -> str:
        """What people call the program in this file."""
        if path not in self._names:
            self._names[path] = self._described(path) or PureWindowsPath(path).stem
        return self._names[path]

    def _snapshot(self) -> Iterator[tuple[int, str]]:
        """The number of each process, and its file."""
        snapshot = self._kernel32.CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0)
        if snapshot == INVALID_HANDLE:
            raise OSError("CreateToolhelp32Snapshot")
        entry = ProcessEntry()
        entry.dwSize = ctypes.sizeof(entry)
        try:
            found = self._kernel32.Process32FirstW(c_void_p(snapshot), byref(entry))
            while found:
                yield entry.th32ProcessID, entry.szExeFile
                found = self._kernel32.Process32NextW(c_void_p(snapshot), byref(entry))
        finally:
            self._kernel32.CloseHandle(c_void_p(snapshot))

    @contextmanager
    def _process(self, ident: int) -> Iterator[c_void_p]:
        """A handle of it; an empty one, of which nothing is told, where we may not."""
        process = c_void_p(self._kernel32.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, ident))
        try:
            yield process
        finally:
            if process:
                self._kernel32.CloseHandle(process)

    def _path(self, process: c_void_p) -> str:
        room, length = ctypes.create_unicode_buffer(LONGEST_PATH), c_uint(LONGEST_PATH)
        told = process and self._kernel32.QueryFullProcessImageNameW(process, 0, room, byref(length))
        return room.value if told else ""

    def _family(self, process: c_void_p) -> str:
        room, length = ctypes.create_unicode_buffer(LONGEST_FAMILY), c_uint(LONGEST_FAMILY)
        failed = not process or self._kernel32.GetPackageFamilyName(process, byref(length), room)
        return "" if failed else room.value.lower()

    def _described(self, path: str) -> str:
        size = self._version.GetFileVersionInfoSizeW(path, None)
        data = ctypes.create_string_buffer(size)
        if not size or not self._version.GetFileVersionInfoW(path, 0, size, data):
            return ""
        language = self._value(data, r"\VarFileInfo\Translation")
        if language is None:
            return ""
        page = "".join(f"{word:04x}" for word in ctypes.cast(language[0], ctypes.POINTER(ctypes.c_ushort))[:2])
        description = self._value(data, rf"\StringFileInfo\{page}\FileDescription")
        return "" if description is None else ctypes.wstring_at(*description).rstrip("\0").strip()

    def _value(self, data: Any, name: str) -> tuple[int, int] | None:
        """Where this stands in a file's version, and how long it is."""
        where, length = c_void_p(), c_uint()
        found = self._version.VerQueryValueW(data, name, byref(where), byref(length))
        return (where.value, length.value) if found and where.value and length.value else None

    # -- loaded when they are needed: mostly nobody is in a call -------------

    @cached_property
    def _kernel32(self) -> Any:
        library: Any = ctypes.WinDLL("kernel32")
        # A handle is as wide as a pointer.
        library.CreateToolhelp32Snapshot.restype = library.OpenProcess.restype = c_void_p
        return library

    @cached_property
    def _user32(self) -> Any:
        library: Any = ctypes.WinDLL("user32")
        library.GetForegroundWindow.restype = c_void_p
        return library

    @cached_property
    def _version(self) -> Any:
        return ctypes.WinDLL("version")
