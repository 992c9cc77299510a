"""As much of user32 and shell32 as pystray needs, with the rules that their documentation gives.

pystray's own code for Windows runs on it, unchanged: what is imitated is the system, and nothing of pystray's or ours.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import wintypes
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

import pytest
from PIL import Image

WM_CREATE, WM_QUIT, WM_QUERYENDSESSION = 0x0001, 0x0012, 0x0011
WM_LBUTTONUP, WM_RBUTTONUP = 0x0202, 0x0205
WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
NIM_ADD, NIM_MODIFY, NIM_DELETE = 0, 1, 2
NIF_MESSAGE, NIF_ICON, NIF_TIP = 1, 2, 4
MFS_CHECKED, MFS_DISABLED, MFT_SEPARATOR, MFT_RADIOCHECK = 0x8, 0x3, 0x800, 0x200
LR_LOADFROMFILE, LR_DEFAULTSIZE = 0x10, 0x40
SMALL_ICON, UNSCALED_ICON = 20, 16
"""A screen at 125 %, and what a program is told of it that does not say that it wants to know."""
PATIENCE = 20.0
FROM_ANY_THREAD = {"PostMessageW", "GetModuleHandleW"}


class Function:
    """One function of a library; it takes what ctypes lets one declare about it."""

    def __init__(self, system: Windows, name: str) -> None:
        self.system, self.name = system, name
        self.errcheck: Callable[..., Any] | None = None

    def __call__(self, *args: Any) -> Any:
        self.system.callers.setdefault(self.name, set()).add(threading.get_ident())
        result = getattr(self.system, self.name)(*args)
        return self.errcheck(result, self, args) if self.errcheck else result


class Library:
    def __init__(self, system: Windows) -> None:
        self._system = system

    def __getattr__(self, name: str) -> Function:
        if name in self._system.lacks:
            raise AttributeError(f"function '{name}' not found")
        function = Function(self._system, name)
        setattr(self, name, function)
        return function


@dataclass
class Shown:
    """The icon as the Explorer has it."""

    tip: str = ""
    icon: Any = None
    callback: int = 0


@dataclass
class Message:
    hwnd: int
    number: int
    wparam: int = 0
    lparam: int = 0
    answer: Queue[int] | None = None
    """Where a message that was sent, not posted, is answered."""


@dataclass
class Windows:
    """The system: windows, menus, icons, and the Explorer with its notification area."""

    explorer: bool = True
    pictures: bool = True
    """Whether they can be loaded."""
    lacks: set[str] = field(default_factory=set)
    """Functions that came with a later Windows."""
    aware: str = ""
    """What the program declared of itself before it had a window."""
    callers: dict[str, set[int]] = field(default_factory=dict)
    tray: dict[int, Shown] = field(default_factory=dict)
    windows: dict[int, int] = field(default_factory=dict)
    """To each its class."""
    classes: dict[int, Any] = field(default_factory=dict)
    menus: dict[int, list[Any]] = field(default_factory=dict)
    images: dict[int, Image.Image] = field(default_factory=dict)
    chosen: deque[str] = field(default_factory=deque)
    """What is clicked in the menus that open; "" for beside them."""
    opened: list[list[str]] = field(default_factory=list)
    """The menus that were opened, each line with its marks."""
    queue: Queue[Message] = field(default_factory=Queue)
    last: int = 0x1000
    told_of_sessions: set[int] = field(default_factory=set)
    told_of_sleep: dict[int, int] = field(default_factory=dict)
    """The windows that asked for it; of the second, by handle."""
    session_service: bool = True

    def handle(self) -> int:
        self.last += 1
        return self.last

    # -- what a person and the system do ------------------------------------

    @property
    def window(self) -> int:
        return next(iter(self.windows))

    @property
    def shown(self) -> Shown | None:
        return next(iter(self.tray.values()), None)

    def click(self, button: int) -> None:
        assert self.shown is not None
        self.queue.put(Message(self.window, self.shown.callback, 0, button))

    def send(self, number: int, wparam: int = 0) -> list[int]:
        """To all top-level windows, as the system does; their answers."""
        messages = [Message(window, number, wparam, 0, Queue()) for window in list(self.windows)]
        for message in messages:
            self.queue.put(message)
        return [message.answer.get(timeout=PATIENCE) for message in messages if message.answer]

    def restart_explorer(self) -> None:
        self.tray.clear()
        self.send(self.RegisterWindowMessageW("TaskbarCreated"))

    def until(self, condition: Callable[[], object]) -> None:
        """In the loop's thread: until the main one has got there."""
        for _ in range(int(PATIENCE * 200)):
            if condition():
                return
            threading.Event().wait(0.005)
        raise AssertionError("it did not come to hold")

    # -- windows and messages -----------------------------------------------

    def GetModuleHandleW(self, _name: str | None) -> int:
        return 1

    def RegisterWindowMessageW(self, name: str) -> int:
        return 0xC000 + sum(map(ord, name)) % 0x3FFF

    def RegisterClassExW(self, declared: Any) -> int:
        assert declared.cbSize == ctypes.sizeof(declared)
        atom = self.handle() & 0xFFFF
        self.classes[atom] = declared
        return atom

    def UnregisterClassW(self, atom: int, _module: int) -> int:
        assert atom not in self.windows.values(), "a class that still has windows"
        return int(self.classes.pop(atom, None) is not None)

    def CreateWindowExW(self, _style: int, atom: int, *_more: Any) -> int:
        window = self.handle()
        self.windows[window] = atom
        assert self.classes[atom].lpfnWndProc(window, WM_CREATE, 0, 0) == 0
        return window

    def DestroyWindow(self, window: int) -> int:
        return int(self.windows.pop(window, None) is not None)

    def ChangeWindowMessageFilterEx(self, *_args: Any) -> int:
        return 1

    def DefWindowProcW(self, _window: int, number: int, _wparam: int, _lparam: int) -> int:
        return int(number == WM_QUERYENDSESSION)

    def PeekMessageW(self, *_args: Any) -> int:
        return 0

    def PostMessageW(self, window: int, number: int, wparam: int, lparam: int) -> int:
        if window not in self.windows:
            return 0
        self.queue.put(Message(window, number, wparam, lparam))
        return 1

    def PostQuitMessage(self, code: int) -> None:
        self.queue.put(Message(0, WM_QUIT, code))

    def GetMessageW(self, into: Any, *_filter: Any) -> int:
        """What was sent is answered in here; what was posted is handed out."""
        while True:
            message = self.queue.get(timeout=PATIENCE)
            if message.answer is not None:
                message.answer.put(self._call(message))
                continue
            found = into._obj
            found.hWnd, found.message = message.hwnd, message.number
            found.wParam, found.lParam = message.wparam, message.lparam
            return int(message.number != WM_QUIT)

    def TranslateMessage(self, _message: Any) -> int:
        return 0

    def DispatchMessageW(self, message: Any) -> int:
        found = message._obj
        return self._call(Message(found.hWnd, found.message, found.wParam, found.lParam))

    def _call(self, message: Message) -> int:
        if message.hwnd not in self.windows:
            return 0
        answer: int = self.classes[self.windows[message.hwnd]].lpfnWndProc(
            message.hwnd, message.number, message.wparam, message.lparam
        )
        return answer

    # -- the session and the power ------------------------------------------

    def WTSRegisterSessionNotification(self, window: Any, which: int) -> int:
        assert isinstance(window, ctypes.c_void_p)
        assert window.value in self.windows
        assert which == 0, "the sessions of everybody"
        if self.session_service:
            self.told_of_sessions.add(window.value)
        return int(self.session_service)

    def WTSUnRegisterSessionNotification(self, window: Any) -> int:
        self.told_of_sessions.discard(window.value)
        return 1

    def RegisterSuspendResumeNotification(self, window: Any, flags: int) -> int:
        assert isinstance(window, ctypes.c_void_p)
        assert flags == 0, "a window, not a service"
        handle = self.handle()
        self.told_of_sleep[handle] = window.value or 0
        return handle

    def UnregisterSuspendResumeNotification(self, handle: Any) -> int:
        return int(self.told_of_sleep.pop(handle.value, None) is not None)

    def tells_session(self, how: int) -> None:
        """To those who asked: it is posted, not sent."""
        for window in self.told_of_sessions:
            self.queue.put(Message(window, WM_WTSSESSION_CHANGE, how, 1))

    def sleeps(self, how: int) -> list[int]:
        """A machine with modern standby tells only those who asked."""
        messages = [Message(window, WM_POWERBROADCAST, how, 0, Queue()) for window in self.told_of_sleep.values()]
        for message in messages:
            self.queue.put(message)
        return [message.answer.get(timeout=PATIENCE) for message in messages if message.answer]

    # -- input --------------------------------------------------------------

    def GetTickCount64(self) -> int:
        return 0

    def GetLastInputInfo(self, _into: Any) -> int:
        """At the start of the machine."""
        return 1

    # -- pictures -----------------------------------------------------------

    def GetSystemMetrics(self, which: int) -> int:
        return {49: SMALL_ICON if self.aware else UNSCALED_ICON}[which]

    def SetProcessDpiAwarenessContext(self, context: Any) -> int:
        # A handle is as wide as a pointer; a plain number would be passed in 32 bits.
        assert isinstance(context, ctypes.c_void_p)
        return self._declare({-4: "per monitor, version 2"}[ctypes.c_ssize_t(context.value or 0).value])

    def SetProcessDPIAware(self) -> int:
        return self._declare("system")

    def _declare(self, aware: str) -> int:
        if self.aware or self.windows:
            return 0
        self.aware = aware
        return 1

    def LoadImageW(self, _module: Any, file: str, _kind: int, width: int, height: int, flags: int) -> int:
        assert flags & LR_LOADFROMFILE
        if not self.pictures:
            return 0
        with Image.open(file) as icon:
            size = (32, 32) if flags & LR_DEFAULTSIZE else (width, height)
            assert size in icon.info["sizes"], "it would be scaled"
            icon.size = size  # type: ignore[misc]  # which of the pictures in the file is meant
            picture = icon.convert("RGBA")
        handle = self.handle()
        self.images[handle] = picture
        return handle

    def DestroyIcon(self, handle: int) -> int:
        return int(self.images.pop(handle, None) is not None)

    # -- menus --------------------------------------------------------------

    def CreatePopupMenu(self) -> int:
        menu = self.handle()
        self.menus[menu] = []
        return menu

    def InsertMenuItemW(self, menu: int, _at: int, _by_position: bool, item: Any) -> int:
        found = item._obj
        assert found.cbSize == ctypes.sizeof(found)
        self.menus[menu].append(found)
        return 1

    def DestroyMenu(self, menu: int) -> int:
        """With its submenus, as documented."""
        items = self.menus.pop(menu, None)
        for item in items or ():
            if item.hSubMenu:
                self.DestroyMenu(item.hSubMenu)
        return int(items is not None)

    def GetCursorPos(self, _into: Any) -> int:
        return 1

    def SetForegroundWindow(self, _window: int) -> int:
        return 1

    def TrackPopupMenuEx(self, menu: int, *_more: Any) -> int:
        """Goes on serving messages while it is open, until something is clicked."""
        self.opened.append(list(self._lines(menu)))
        label = self.chosen.popleft() if self.chosen else ""
        if label == "…":
            # Somebody who looks on: what was posted meanwhile is served.
            while not self.queue.empty():
                message = self.queue.get()
                answer = self._call(message)
                if message.answer is not None:
                    message.answer.put(answer)
            assert menu in self.menus, "torn down while it was open"
            label = self.chosen.popleft()
        return next((item.wID for item in self._items(menu) if label and item.dwTypeData == label), 0)

    def _items(self, menu: int) -> Iterator[Any]:
        for item in self.menus[menu]:
            yield item
            if item.hSubMenu:
                yield from self._items(item.hSubMenu)

    def _lines(self, menu: int, depth: int = 0) -> Iterator[str]:
        for item in self.menus[menu]:
            if item.fType & MFT_SEPARATOR:
                yield "-"
                continue
            mark = ("(o) " if item.fType & MFT_RADIOCHECK else "[x] ") if item.fState & MFS_CHECKED else ""
            gone = " (grey)" if item.fState & MFS_DISABLED == MFS_DISABLED else ""
            yield f"{'  ' * depth}{mark}{item.dwTypeData}{gone}"
            if item.hSubMenu:
                yield from self._lines(item.hSubMenu, depth + 1)

    # -- the notification area ----------------------------------------------

    def Shell_NotifyIconW(self, code: int, data: Any) -> int:
        assert data.cbSize == ctypes.sizeof(data)
        known = data.hWnd in self.tray
        if not self.explorer or (code == NIM_ADD) == known:
            return 0
        if code == NIM_DELETE:
            del self.tray[data.hWnd]
            return 1
        shown = self.tray.setdefault(data.hWnd, Shown())
        if data.uFlags & NIF_TIP:
            shown.tip = data.szTip
        if data.uFlags & NIF_ICON:
            shown.icon = self.images[data.hIcon]
        if data.uFlags & NIF_MESSAGE:
            shown.callback = data.uCallbackMessage
        return 1


@contextmanager
def imitated(monkeypatch: pytest.MonkeyPatch) -> Iterator[Windows]:
    """pystray's Windows backend can be imported, and finds this system."""
    import pystray
    import pystray._util

    system = Windows()
    libraries = Library(system)
    for name, value in {
        "WinDLL": lambda _name: libraries,
        "WINFUNCTYPE": ctypes.CFUNCTYPE,
        "HRESULT": ctypes.c_long,
        "WinError": lambda: OSError("the system says no"),
    }.items():
        monkeypatch.setattr(ctypes, name, value, raising=False)
    assert wintypes
    try:
        yield system
    finally:
        for package, name in ((pystray, "_win32"), (pystray._util, "win32")):
            sys.modules.pop(f"{package.__name__}.{name}", None)
            if hasattr(package, name):
                delattr(package, name)
