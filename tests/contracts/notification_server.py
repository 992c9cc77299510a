"""A notification daemon with the habits of any real one: what it is sent, and what somebody would see of it."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.notify.service import NAME, PATH
from deskbreak.desktop.objects import Interface, Method
from tests.contracts.conftest import Wire

EXPIRED, DISMISSED, BY_CALL = 1, 2, 3
CRITICAL = 2
ALL = ("actions", "body", "body-markup")


@dataclass
class Shown:
    """One notification as the server was sent it."""

    title: str
    body: str
    actions: list[str]
    hints: dict[str, Any]
    expire: int
    replaced: Shown | None = None

    @property
    def labels(self) -> list[str]:
        return self.actions[1::2]

    @property
    def keys(self) -> list[str]:
        return self.actions[0::2]

    @property
    def critical(self) -> bool:
        return bool(self.hints["urgency"] == ("y", CRITICAL))


Stays = Callable[[Shown], bool]


def without_timeout(shown: Shown) -> bool:
    """LXQt and MATE."""
    return shown.expire == 0


def without_timeout_or_critical(shown: Shown) -> bool:
    """Xfce, Plasma, mako and dunst."""
    return shown.expire == 0 or shown.critical


def only_critical(shown: Shown) -> bool:
    """GNOME, which takes no timeouts, and Cinnamon, which hides what has none."""
    return shown.critical


@dataclass(frozen=True)
class Habits:
    """What was seen of one server on its desktop."""

    name: str
    capabilities: tuple[str, ...] = ALL
    stays: Stays = without_timeout_or_critical
    draws_buttons: bool = True
    draws_default: bool = False
    hides_buttons: bool = False
    """Shows them only on hover, unless it is critical."""
    alarmed: bool = False
    """Paints what is critical red or orange."""
    gauge_for_text: bool = False
    keeps_buttons: bool = False
    """Of a notice that is replaced, the buttons stay, and do nothing."""
    folds_passing: bool = False
    """Of one that stays and takes the place of a passing one, the buttons are hidden."""
    folds: bool = False
    """Of a notice that is replaced, no buttons are left."""
    version: str = "1"
    twice: bool = False
    tokens: tuple[str, ...] = ()
    """What it sends as ActivationToken before a press."""


XFCE = Habits("Xfce Notify Daemon", draws_default=True, gauge_for_text=True)
LXQT = Habits("lxqt-notificationd", stays=without_timeout, draws_default=True, keeps_buttons=True)
MATE = Habits("Notification Daemon", stays=without_timeout)
PLASMA = Habits("Plasma", alarmed=True, tokens=("a-token",))
GNOME = Habits("gnome-shell", stays=only_critical, hides_buttons=True, twice=True, folds_passing=True, version="48.7")
GNOME_43 = replace(GNOME, folds=True, version="43.9")
CINNAMON = Habits("cinnamon", stays=only_critical)
MAKO = Habits("mako", draws_buttons=False)
DUNST = Habits("dunst", draws_buttons=False, alarmed=True)
SEEN = (XFCE, LXQT, MATE, PLASMA, GNOME, GNOME_43, CINNAMON, MAKO, DUNST)
PLAIN = Habits("plain")


@dataclass
class FakeServer:
    """The daemon, on a bus of the tests."""

    wire: Wire
    habits: Habits = PLAIN
    screen: dict[int, Shown] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bus: Bus = self.wire.connect()
        self.offer()
        self.wire.own(self.bus, NAME)

    def offer(self, **others: Method) -> None:
        """The methods of a notification service, with these in place of its own."""
        methods = {
            "GetServerInformation": Method("", "ssss", lambda: (self.habits.name, "fake", self.habits.version, "1.2")),
            "GetCapabilities": Method("", "as", lambda: (list(self.habits.capabilities),)),
            "Notify": Method("susssasa{sv}i", "u", self._notify),
            "CloseNotification": Method("u", "", self._close),
        }
        self.bus.export(PATH, NAME, Interface(methods={**methods, **others}))

    def _notify(
        self, _app: str, replaces: int, _icon: str, title: str, body: str, actions: Any, hints: Any, expire: int
    ) -> Any:
        ident = replaces if replaces in self.screen else max([len(self.calls), *self.screen]) + 1
        self.calls.append(f"notify {title}")
        self.screen[ident] = Shown(title, body, actions, hints, expire, self.screen.get(ident))
        return (ident,)

    def _close(self, ident: int) -> Any:
        self.calls.append("close")
        if self.screen.pop(ident, None):
            self.signal("NotificationClosed", "uu", ident, BY_CALL)
        return ()

    # -- what somebody sees -------------------------------------------------

    @property
    def only(self) -> Shown:
        assert len(self.screen) == 1
        return next(iter(self.screen.values()))

    def stays(self) -> bool:
        """Whether it is on the screen until it is answered."""
        return self.habits.stays(self.only)

    def alarm(self) -> bool:
        return self.habits.alarmed and self.only.critical

    def buttons(self) -> list[str]:
        """The labels of the buttons that are drawn at once."""
        shown = self.only
        if not self.habits.draws_buttons or (self.habits.hides_buttons and not shown.critical):
            return []
        if shown.replaced and self.habits.folds_passing and not shown.replaced.critical:
            return []
        if shown.replaced and (self.habits.folds or (self.habits.keeps_buttons and shown.keys != shown.replaced.keys)):
            return []
        drawn = zip(shown.keys, shown.labels, strict=True)
        return [label for key, label in drawn if key != "default" or self.habits.draws_default]

    def text(self) -> str:
        """Title and body, as they can be read."""
        shown = self.only
        if self.habits.gauge_for_text and "value" in shown.hints:
            return ""
        markup = "body-markup" in self.habits.capabilities
        return f"{shown.title}\n{html.unescape(shown.body) if markup else shown.body}"

    # -- what somebody does -------------------------------------------------

    def press(self, label: str) -> None:
        """A button, or an entry of the menu where there are no buttons."""
        shown = self.only
        keys = [key for key, named in zip(shown.keys, shown.labels, strict=True) if named == label]
        self.invoke(keys[-1])

    def click(self) -> None:
        """The notice itself, beside its buttons."""
        self.invoke("default")

    def invoke(self, key: str) -> None:
        (ident,) = self.screen
        for token in self.habits.tokens:
            self.signal("ActivationToken", "us", ident, token)
        self.signal("ActionInvoked", "us", ident, key)
        self.dismiss(ident)

    def dismiss(self, ident: int | None = None, reason: int = DISMISSED) -> None:
        """Close it by hand."""
        ident = ident or next(iter(self.screen))
        self.screen.pop(ident, None)
        self.signal("NotificationClosed", "uu", ident, reason)

    def signal(self, member: str, signature: str, *body: Any) -> None:
        for _ in range(2 if self.habits.twice else 1):
            self.bus.emit(PATH, NAME, member, signature, body)

    def hang(self) -> None:
        """Take nothing in any more; what is sent waits in its socket, as with a process that stands still."""
        self.wire.loop.remove(self.bus)
        self.wire.deaf.append(self.bus)

    def go_on(self) -> None:
        self.wire.loop.add(self.bus)
        self.wire.deaf.remove(self.bus)

    def crash(self) -> None:
        self.wire.give_up(self.bus)
