"""desktop-notifier as its source has it, without a system below: what it promises, and what it does not.

- `send_notification` raises nothing: what could not be sent is logged, and `on_dispatched` is not called.
- What happens to a notification is told to its own handlers while the library remembers it, then to the center's.
  Windows' backend forgets it as soon as its banner leaves the screen, also when it only timed out.
- Where there is no service, a stand-in takes everything and can do nothing: its capabilities are none.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any


class Urgency(Enum):
    Critical = "critical"
    Normal = "normal"
    Low = "low"


class Capability(Enum):
    TITLE = 1
    BUTTONS = 2
    ICON = 3
    ATTACHMENT = 4


WINDOWS = frozenset(Capability)
MACOS = WINDOWS - {Capability.ICON}


@dataclass(frozen=True)
class Icon:
    path: Path | None = None
    uri: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Attachment:
    path: Path | None = None
    uri: str | None = None


@dataclass(frozen=True)
class Button:
    title: str
    on_pressed: Callable[[], Any] | None = None
    identifier: str = ""


@dataclass(frozen=True)
class Notification:
    title: str
    message: str
    urgency: Urgency = Urgency.Normal
    icon: Icon | None = None
    buttons: tuple[Button, ...] = ()
    on_dispatched: Callable[[], Any] | None = None
    on_clicked: Callable[[], Any] | None = None
    on_dismissed: Callable[[], Any] | None = None
    attachment: Attachment | None = None
    timeout: int = -1
    identifier: str = ""


@dataclass
class Screen:
    """What the system shows, keeps and is asked."""

    allowed: bool = True
    can: frozenset[Capability] = WINDOWS
    """Nothing at all where there is no service."""
    breaks: str = ""
    """The call that fails."""
    asks: threading.Event = field(default_factory=threading.Event)
    """Set once somebody has said whether we may show notifications."""
    kept: dict[str, Notification] = field(default_factory=dict)
    """In the notification centre, the banner included."""
    calls: list[str] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)
    most: int = 0
    center: DesktopNotifier | None = None

    def called(self, name: str, *about: str) -> None:
        self.calls.append(" ".join((name, *about)))
        self.threads.add(threading.get_ident())
        if self.breaks == name:
            raise OSError(f"{name} failed")

    @property
    def only(self) -> Notification:
        (one,) = self.kept.values()
        return one

    # -- what a person does; the system tells us in a thread of its own -----

    def press(self, label: str, identifier: str = "") -> None:
        name = identifier or self.only.identifier
        buttons = {"Start": "0", "Skip": "1"} if identifier else {b.title: b.identifier for b in self.only.buttons}
        self._tell(lambda center: center.on_button_pressed(name, buttons[label]))

    def click(self) -> None:
        name = self.only.identifier
        self._tell(lambda center: center.on_clicked(name))

    def dismiss(self) -> None:
        name = self.only.identifier
        del self.kept[name]
        self._tell(lambda center: center.on_dismissed(name))

    def _tell(self, tell: Callable[[Any], object]) -> None:
        thread = threading.Thread(target=tell, args=(self.center,))
        thread.start()
        thread.join()


class DesktopNotifier:
    def __init__(self, app_name: str = "Python", app_icon: Icon | None = None) -> None:
        asyncio.get_running_loop()
        assert app_icon is not None
        assert app_icon.path is not None
        assert app_icon.path.is_absolute()
        self.screen = SCREENS[-1]
        self.screen.called("reach", app_name)
        self.screen.center = self
        self.on_clicked: Callable[[str], Any] | None = None
        self.on_dismissed: Callable[[str], Any] | None = None
        self.on_button_pressed: Callable[[str, str], Any] | None = None

    async def get_capabilities(self) -> frozenset[Capability]:
        return self.screen.can

    async def request_authorisation(self) -> bool:
        self.screen.called("ask")
        while not self.screen.asks.is_set():
            await asyncio.sleep(0.01)
        return self.screen.allowed

    async def send_notification(self, notification: Notification) -> str:
        try:
            self.screen.called("send", notification.title)
        except OSError:
            return notification.identifier
        await asyncio.sleep(0)
        self.screen.kept[notification.identifier] = notification
        self.screen.most = max(self.screen.most, len(self.screen.kept))
        if notification.on_dispatched:
            notification.on_dispatched()
        return notification.identifier

    async def clear(self, identifier: str) -> None:
        self.screen.called("clear", identifier)
        self.screen.kept.pop(identifier, None)


SCREENS: list[Screen] = []
"""The one that the next center finds."""


def library() -> ModuleType:
    """What `import desktop_notifier` gives."""
    module = ModuleType("desktop_notifier")
    for each in (Urgency, Capability, Icon, Attachment, Button, Notification, DesktopNotifier):
        setattr(module, each.__name__, each)
    return module
