"""As much of AppKit and of the run loop as pystray needs, with the rules that their documentation gives.

pystray's own code for macOS runs on it, unchanged: what is imitated is the system, and nothing of pystray's or ours.
"""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue
from types import ModuleType
from typing import Any

import pytest
from PIL import Image

PATIENCE = 20.0
THICKNESS = 22.0
DEFAULT_MODE, TRACKING_MODE = "kCFRunLoopDefaultMode", "NSEventTrackingRunLoopMode"
WILL_TERMINATE = "NSApplicationWillTerminateNotification"
WILL_SLEEP, DID_WAKE = "NSWorkspaceWillSleepNotification", "NSWorkspaceDidWakeNotification"
RESIGNED, BECAME_ACTIVE = (
    "NSWorkspaceSessionDidResignActiveNotification",
    "NSWorkspaceSessionDidBecomeActiveNotification",
)
ACCESSORY = 1
NO_NAP = 0x00EFFFFF


class Exit(BaseException):
    """What `terminate:` does to a process."""


@dataclass
class MacOS:
    """One process at the screen: its run loop, its application, its place in the menu bar."""

    logged_in: bool = True
    main: int = field(default_factory=threading.get_ident)
    blocks: Queue[Callable[[], object]] = field(default_factory=Queue)
    """For the default mode of the main run loop."""
    events: Queue[Callable[[], object]] = field(default_factory=Queue)
    """What a person or the system does; NSApp takes these in the default mode too."""
    woken: threading.Event = field(default_factory=threading.Event)
    observers: list[tuple[str, Callable[[Any], None]]] = field(default_factory=list)
    signals: dict[int, Any] = field(default_factory=dict)
    policy: int = 0
    activities: list[int] = field(default_factory=list)
    """What keeps the process from taking a nap, by its options."""
    items: list[StatusItem] = field(default_factory=list)
    centers: dict[str, Center] = field(init=False)
    """Those of the workspace, and of all programs."""
    stopping: bool = False
    opened: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.centers = {"workspace": Center(self), "distributed": Center(self)}

    def in_main(self) -> None:
        assert threading.get_ident() == self.main, "AppKit is for the main thread only"

    @property
    def item(self) -> StatusItem:
        return self.items[0]

    # -- what a person and the system do, from any thread -------------------

    def happens(self, event: Callable[[], object]) -> None:
        self.events.put(event)
        self.woken.set()

    def opens_menu(self, then: Callable[[], object] = lambda: None, label: str = "") -> None:
        """`then` comes while it is open; what is clicked is the line of the menu that was opened."""
        self.happens(lambda: self._track(then, label))

    def _track(self, then: Callable[[], object], label: str) -> None:
        menu = self.item.menu
        assert menu is not None
        self.opened.append(list(menu.lines()))
        # Tracking has a mode of its own: blocks for the default mode wait.
        then()
        found = [item for item in menu.all() if label and item.title == label]
        for item in found:
            item.send()

    def signal(self, number: int) -> None:
        self.happens(lambda: self.signals[number](number))

    def logs_out(self) -> None:
        self.happens(self.terminate)

    def terminate(self, _sender: Any = None) -> None:
        self.in_main()
        for name, observer in self.observers:
            if name == WILL_TERMINATE:
                observer(None)
        raise Exit

    def until(self, condition: Callable[[], object]) -> None:
        """In the loop's thread: until the main one has got there."""
        for _ in range(int(PATIENCE * 200)):
            if condition():
                return
            threading.Event().wait(0.005)
        raise AssertionError("it did not come to hold")

    # -- the run loop -------------------------------------------------------

    def run(self) -> None:
        """`stop:` only sets a flag that is looked at after the next event."""
        self.in_main()
        while True:
            self.woken.clear()
            while not self.blocks.empty():
                self.blocks.get()()
            while not self.events.empty():
                self.events.get()()
                if self.stopping:
                    return
            if self.blocks.empty():
                assert self.woken.wait(PATIENCE), "asleep for ever"

    def perform(self, _loop: Any, mode: str, block: Callable[[], object]) -> None:
        """Does not wake the loop: that takes a call of its own."""
        assert mode == DEFAULT_MODE
        self.blocks.put(block)

    def stop(self, _sender: Any) -> None:
        self.in_main()
        self.stopping = True

    def remove(self, item: StatusItem) -> None:
        self.in_main()
        self.items.remove(item)

    def begin_activity(self, options: int, _reason: str) -> int:
        self.activities.append(options)
        return options

    def set_policy(self, policy: int) -> None:
        self.in_main()
        self.policy = policy

    def observe(self, name: str, _object: Any, _queue: Any, block: Callable[[Any], None]) -> object:
        self.observers.append((name, block))
        return object()

    def tells(self, center: str, name: str) -> None:
        """To whoever observes this center, in the main thread."""
        self.happens(lambda: self.centers[center].post(name))


class Center:
    """A notification center: who observes with no queue is called in the thread that posts."""

    def __init__(self, mac: MacOS) -> None:
        self.mac = mac
        self.observed: dict[object, tuple[str, Callable[[Any], None]]] = {}

    def addObserverForName_object_queue_usingBlock_(
        self, name: str, _object: Any, queue: Any, block: Callable[[Any], None]
    ) -> object:
        self.mac.in_main()
        assert queue is None
        token = object()
        self.observed[token] = (name, block)
        return token

    def removeObserver_(self, token: object) -> None:
        self.mac.in_main()
        del self.observed[token]

    def post(self, name: str) -> None:
        for observed, block in list(self.observed.values()):
            if observed == name:
                block(object())


class MenuItem:
    def __init__(self, title: str, action: bytes | None) -> None:
        self.title, self.action = title, action
        self.target: Any = None
        self.tag_, self.state, self.enabled, self.bold = 0, 0, True, False
        self.submenu: NSMenu | None = None

    def send(self) -> None:
        assert self.enabled
        handler = next(
            each for each in vars(type(self.target)).values() if getattr(each, "selector", None) == self.action
        )
        handler(self.target, self)

    def tag(self) -> int:
        return self.tag_

    def setSubmenu_(self, menu: NSMenu) -> None:
        self.submenu = menu

    def setAction_(self, action: bytes) -> None:
        self.action = action

    def setTarget_(self, target: Any) -> None:
        self.target = target

    def setTag_(self, tag: int) -> None:
        self.tag_ = tag

    def setState_(self, state: int) -> None:
        self.state = state

    def setEnabled_(self, enabled: bool) -> None:
        self.enabled = enabled

    def setAttributedTitle_(self, _title: Any) -> None:
        self.bold = True


class NSMenu:
    def __init__(self) -> None:
        self.items: list[MenuItem] = []

    def setAutoenablesItems_(self, _flag: bool) -> None: ...
    def addItem_(self, item: MenuItem) -> None:
        self.items.append(item)

    def all(self) -> Iterator[MenuItem]:
        for item in self.items:
            yield item
            if item.submenu:
                yield from item.submenu.all()

    def lines(self, depth: int = 0) -> Iterator[str]:
        for item in self.items:
            yield "  " * depth + ("✓ " if item.state else "") + item.title + ("" if item.enabled else " (grey)")
            if item.submenu:
                yield from item.submenu.lines(depth + 1)


@dataclass
class StatusItem:
    """The place in the menu bar, and its button in one."""

    mac: MacOS
    menu: NSMenu | None = None
    image: Any = None
    tip: str = ""
    hidden: bool = False

    def button(self) -> StatusItem:
        self.mac.in_main()
        return self

    def setMenu_(self, menu: NSMenu | None) -> None:
        self.mac.in_main()
        self.menu = menu

    def setTarget_(self, _target: Any) -> None: ...
    def setAction_(self, _action: bytes) -> None: ...
    def setHidden_(self, hidden: bool) -> None:
        self.hidden = hidden

    def setToolTip_(self, tip: str) -> None:
        self.tip = tip

    def setImage_(self, image: Any) -> None:
        self.image = image


class NSImage:
    """Points come from the data, at one pixel each, unless the size is set."""

    def initWithData_(self, data: bytes) -> NSImage:
        with Image.open(io.BytesIO(data)) as picture:
            self.picture = picture.convert("RGBA")
        self.points: tuple[float, float] = self.picture.size
        return self

    def setSize_(self, points: tuple[float, float]) -> None:
        self.points = points

    def size(self) -> tuple[float, float]:
        return self.points


class NSObject:
    @classmethod
    def alloc(cls) -> Any:
        return cls()

    def init(self) -> Any:
        return self


def modules(mac: MacOS) -> dict[str, ModuleType]:
    """What PyObjC has of it."""

    def selector(name: bytes) -> Callable[[Any], Any]:
        def mark(function: Any) -> Any:
            function.selector = name
            return function

        return mark

    def allocated(make: Callable[..., Any], **more: Any) -> Any:
        return _Space(alloc=lambda: _Space(**more) if more else make())

    def new_item() -> StatusItem:
        mac.in_main()
        mac.items.append(StatusItem(mac))
        return mac.items[-1]

    application = _Space(
        run=mac.run, stop_=mac.stop, terminate_=mac.terminate, setActivationPolicy_=mac.set_policy,
        postEvent_atStart_=lambda event, _first: mac.happens(lambda: event),
    )  # fmt: skip
    bar = _Space(
        statusItemWithLength_=lambda _length: new_item(), thickness=lambda: THICKNESS,
        removeStatusItem_=mac.remove,
    )  # fmt: skip
    event = "otherEventWithType_location_modifierFlags_timestamp_windowNumber_context_subtype_data1_data2_"
    font = _Space(pointSize=lambda: 13)
    found = {
        "AppKit": _Space(
            NSApplication=_Space(sharedApplication=lambda: application),
            NSApplicationActivationPolicyAccessory=ACCESSORY,
            NSApplicationWillTerminateNotification=WILL_TERMINATE,
            NSNotificationCenter=_Space(
                defaultCenter=lambda: _Space(addObserverForName_object_queue_usingBlock_=mac.observe)
            ),
            NSStatusBar=_Space(systemStatusBar=lambda: bar),
            NSWorkspace=_Space(sharedWorkspace=lambda: _Space(notificationCenter=lambda: mac.centers["workspace"])),
            NSWorkspaceWillSleepNotification=WILL_SLEEP,
            NSWorkspaceDidWakeNotification=DID_WAKE,
            NSWorkspaceSessionDidResignActiveNotification=RESIGNED,
            NSWorkspaceSessionDidBecomeActiveNotification=BECAME_ACTIVE,
            NSVariableStatusItemLength=-1,
            NSEvent=_Space(**{event: lambda *args: args}),
            NSApplicationDefined=15,
            NSPoint=lambda x, y: (x, y),
            NSImage=allocated(NSImage),
            NSMenu=allocated(NSMenu, initWithTitle_=lambda _title: NSMenu()),
            NSMenuItem=_Space(
                alloc=lambda: _Space(
                    initWithTitle_action_keyEquivalent_=lambda title, action, _key: MenuItem(title, action)
                ),
                separatorItem=lambda: MenuItem("-", None),
            ),
            NSFont=_Space(boldSystemFontOfSize_=lambda _size: font, menuFontOfSize_=lambda _size: font),
            NSFontAttributeName="NSFont",
            NSOnState=1,
            NSOffState=0,
        ),
        "Foundation": _Space(
            NSObject=NSObject,
            NSActivityUserInitiatedAllowingIdleSystemSleep=NO_NAP,
            NSProcessInfo=_Space(
                processInfo=lambda: _Space(
                    beginActivityWithOptions_reason_=mac.begin_activity, endActivity_=mac.activities.remove
                )
            ),
            NSDistributedNotificationCenter=_Space(defaultCenter=lambda: mac.centers["distributed"]),
            NSData=bytes,
            NSAttributedString=allocated(object, initWithString_attributes_=lambda text, _how: text),
            NSDictionary=allocated(object, initWithObjectsAndKeys_=lambda *pairs: pairs),
        ),
        "objc": _Space(namedSelector=selector),
        "CoreFoundation": _Space(
            CFRunLoopGetMain=lambda: None,
            CFRunLoopPerformBlock=mac.perform,
            CFRunLoopWakeUp=lambda _loop: mac.woken.set(),
            kCFRunLoopDefaultMode=DEFAULT_MODE,
        ),
        "Quartz": _Space(CGSessionCopyCurrentDictionary=lambda: {} if mac.logged_in else None),
        "PyObjCTools": _Space(),
        "PyObjCTools.MachSignals": _Space(
            signal=lambda number, handler: _exchange(mac.signals, number, handler), getsignal=mac.signals.get
        ),
    }
    named: dict[str, ModuleType] = {}
    for name, space in found.items():
        named[name] = ModuleType(name)
        vars(named[name]).update(vars(space))
    vars(named["PyObjCTools"])["MachSignals"] = named["PyObjCTools.MachSignals"]
    return named


class _Space:
    def __init__(self, **names: Any) -> None:
        vars(self).update(names)


def _exchange(table: dict[int, Any], number: int, handler: Any) -> Any:
    before = table.get(number)
    table[number] = handler
    return before


@contextmanager
def imitated(monkeypatch: pytest.MonkeyPatch) -> Iterator[MacOS]:
    """pystray's macOS backend can be imported, and finds this system."""
    import pystray

    mac = MacOS()
    for name, module in modules(mac).items():
        monkeypatch.setitem(sys.modules, name, module)
    try:
        yield mac
    finally:
        sys.modules.pop("pystray._darwin", None)
        if hasattr(pystray, "_darwin"):
            del pystray._darwin
