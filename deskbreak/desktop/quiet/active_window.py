"""The window in front, on X11: whose it is, and whether it fills the screen. Told as it changes; nothing is polled.

Window managers tell it on the root window: https://specifications.freedesktop.org/wm-spec/latest/
Under Wayland no program is told of the windows of others, and of those that still speak X11 only some are in front.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deskbreak.desktop.quiet.called import called
from deskbreak.desktop.session_type import is_wayland
from deskbreak.desktop.x11 import PROPERTY_CHANGE, PROPERTY_NOTIFY, X11
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.words import _

log = logging.getLogger(__name__)

ACTIVE, STATE, FULL, CLASS = "_NET_ACTIVE_WINDOW", "_NET_WM_STATE", "_NET_WM_STATE_FULLSCREEN", "WM_CLASS"


@dataclass(frozen=True, slots=True)
class Window:
    """`names` are those by which its program is known to the window manager: of the instance, and of its kind."""

    ident: int
    names: tuple[str, ...]
    full: bool

    @property
    def program(self) -> str:
        """What people call it, as far as it tells."""
        return called(self.names[-1]) if self.names else ""


NO_WINDOW = Window(0, (), False)


def check_windows(environment: Mapping[str, str]) -> None:
    """Unavailable, with the reason, where nobody tells which window is in front."""
    if is_wayland(environment):
        raise Unavailable(_("Wayland tells no program which window is in front"))
    if not environment.get("DISPLAY"):
        raise Unavailable(_("no X server (DISPLAY is not set)"))


class ActiveWindow:
    """Tells the window in front at once, and again whenever it is another one or looks otherwise."""

    def __init__(
        self,
        loop: Loop,
        environment: Mapping[str, str],
        on_change: Callable[[Window], object],
        on_lost: Callable[[], object],
    ) -> None:
        """`on_lost` is called once if the X server goes away. Unavailable, with the reason, where there is none."""
        self._loop = loop
        self._x = X11(environment)
        self._x.on_lost += [self._leave, on_lost]
        self._on_change = on_change
        self._atoms: dict[str, int] = {}
        self._ident = 0
        self._look = 0
        """How many looks there were: what comes back of an older one than the last tells nothing any more."""
        loop.add(self._x)
        self._x.atoms((ACTIVE, STATE, FULL, CLASS), self._begin)

    def close(self) -> None:
        """Watch no more."""
        self._leave()
        self._look += 1
        self._x.close()

    def _leave(self) -> None:
        self._loop.remove(self._x)

    def _begin(self, atoms: dict[str, int]) -> None:
        self._atoms = atoms
        self._x.on_event(PROPERTY_NOTIFY, self._changed)
        self._x.listen(self._x.root, PROPERTY_CHANGE)
        self._look_who()

    def _changed(self, event: bytes) -> None:
        window, atom = struct.unpack_from("<II", event, 4)
        if window == self._x.root and atom == self._atoms[ACTIVE]:
            self._look_who()
        elif window == self._ident and atom in (self._atoms[STATE], self._atoms[CLASS]):
            self._look_how()

    def _look_who(self) -> None:
        self._look += 1
        look = self._look

        def told(value: bytes) -> None:
            if look == self._look:
                self._turn_to(int.from_bytes(value[:4], "little"))

        self._x.property(self._x.root, self._atoms[ACTIVE], told)

    def _turn_to(self, ident: int) -> None:
        if ident != self._ident:
            if self._ident:
                self._x.listen(self._ident, 0)
            self._ident = ident
            if ident:
                # Before it is looked at: no change may fall between.
                self._x.listen(ident, PROPERTY_CHANGE)
        self._look_how()

    def _look_how(self) -> None:
        if not self._ident:
            self._on_change(NO_WINDOW)
            return
        self._look += 1
        look, ident, states = self._look, self._ident, list[int]()

        def state(value: bytes) -> None:
            states.extend(struct.unpack(f"<{len(value) // 4}I", value[: len(value) // 4 * 4]))

        def names(value: bytes) -> None:
            if look == self._look:
                known = tuple(name.decode("latin-1") for name in value.split(b"\0") if name)
                self._on_change(Window(ident, known, self._atoms[FULL] in states))

        self._x.property(ident, self._atoms[STATE], state)
        self._x.property(ident, self._atoms[CLASS], names)
