"""Panels as the tray sees them: how each reads the icon and its menu, and what it then shows.

Written after what real ones were seen to send: xfce4-panel 4.18, lxqt-panel 1.2, Plasma 5.27, and GNOME 43 with
its AppIndicator extension. A host shows a menu as a list of lines: text, mark, lines below.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from deskbreak.desktop.objects import PROPERTIES
from deskbreak.desktop.tray import dbusmenu, sni
from tests.contracts.conftest import Wire

NO_TIME = 0
SEPARATOR = "---"
ITEM_PROPERTIES = {
    "Category", "Id", "Title", "Status", "WindowId", "IconName", "IconThemePath", "IconPixmap", "OverlayIconName",
    "OverlayIconPixmap", "AttentionIconName", "AttentionIconPixmap", "AttentionMovieName", "ToolTip", "ItemIsMenu",
    "Menu",
}  # fmt: skip


class Line(NamedTuple):
    """One line as it is seen."""

    text: str
    mark: str = ""
    below: tuple[Line, ...] = ()


class Host:
    """What all have in common: they keep what they were told, and read anew when they are told to."""

    token: ClassVar[str | None] = None
    """What comes before a click."""

    def __init__(self, wire: Wire, item: str) -> None:
        self.wire = wire
        self.bus = wire.connect()
        self.item = item
        self.shown: dict[int, dict[str, Any]] = {}
        self.below: dict[int, list[int]] = {0: []}
        self.stale = False
        self.is_open = False
        self.bus.on_signal(dbusmenu.PATH, dbusmenu.NAME, self._heard)
        wire.settle()
        self.properties = self.look()
        self.read()

    # -- differs ------------------------------------------------------------

    def look(self) -> dict[str, Any]:
        """The item's properties."""
        (values,) = self.ask(sni.PATH, PROPERTIES, "GetAll", "s", sni.NAME)
        return {name: value for name, (_signature, value) in values.items()}

    def read(self) -> None:
        """Take in the whole menu."""
        self.keep(self.layout(0, -1), everything=True)

    def open(self) -> None:
        """The menu comes up."""
        self.about_to_show(0)
        self.event(0, "opened")
        self.is_open = True
        self.settle()

    def about_to_show(self, ident: int) -> None:
        """Asked before it is shown."""
        if self.menu("AboutToShow", "i", ident) == (True,):
            self.read()

    def close(self) -> None:
        """Put away, with nothing chosen."""
        self.is_open = False
        self.event(0, "closed")

    def event(self, ident: int, name: str) -> Any:
        return self.menu("Event", "isvu", ident, name, ("i", 0), NO_TIME)

    def changed(self, ident: int, properties: dict[str, Any], gone: list[str]) -> None:
        """A line is said to have changed."""
        if ident in self.shown:
            self.shown[ident] = {k: v for k, v in self.shown[ident].items() if k not in gone} | properties

    # -- the same everywhere ------------------------------------------------

    def click(self, *texts: str) -> None:
        """Choose the line that is shown with this text, below the others named before it."""
        ident = self.find(*texts)
        if self.token is not None:
            self.ask(sni.PATH, sni.NAME, "ProvideXdgActivationToken", "s", self.token)
        self.event(ident, "clicked")
        self.close()

    def find(self, *texts: str) -> int:
        ident = 0
        for text in texts:
            ident = next(child for child in self.below[ident] if self.shown[child].get("label") == text)
        return ident

    def lines(self, ident: int = 0) -> list[Line]:
        return [self._line(child) for child in self.below[ident]]

    def settle(self) -> None:
        """Until everything that was said has been taken in."""
        self.wire.settle()
        while self.stale:
            self.stale = False
            self.read()
            self.wire.settle()

    def ask(self, path: str, interface: str, member: str, signature: str | None = None, *body: Any) -> Any:
        got: list[Any] = []
        self.bus.call(self.item, path, interface, member, signature, body, on_reply=got.append, on_error=got.append)
        self.wire.until(lambda: got)
        return got[0]

    def menu(self, member: str, signature: str, *body: Any) -> Any:
        return self.ask(dbusmenu.PATH, dbusmenu.NAME, member, signature, *body)

    def layout(self, ident: int, depth: int, names: tuple[str, ...] = ()) -> Any:
        _revision, layout = self.menu("GetLayout", "iias", ident, depth, list(names))
        return layout

    def keep(self, layout: Any, everything: bool) -> None:
        """Take in a layout; with `everything`, the properties of what is known already too."""
        ident, properties, children = layout
        if everything or ident not in self.shown:
            self.shown[ident] = plain(properties)
        self.below[ident] = [child[0] for _signature, child in children]
        for _signature, child in children:
            self.keep(child, everything)

    def _line(self, ident: int) -> Line:
        properties = self.shown[ident]
        if properties.get("type") == "separator":
            return Line(SEPARATOR)
        state = {1: "set", 0: "clear"}.get(properties.get("toggle-state", -1), "")
        mark = f"{properties['toggle-type']} {state}" if state else ""
        return Line(properties.get("label", ""), mark, tuple(self.lines(ident)))

    def _heard(self, _sender: str, member: str, body: tuple[Any, ...]) -> None:
        if member == "LayoutUpdated":
            self.layout_updated(body[1])
            return
        changed, gone = body
        for ident, properties in changed:
            self.changed(ident, plain(properties), [])
        for ident, names in gone:
            self.changed(ident, {}, names)

    def layout_updated(self, parent: int) -> None:
        self.stale = True


class Xfce(Host):
    """xfce4-panel, and what goes by libdbusmenu-gtk as well: waybar, Cinnamon. Never says that the menu closed."""

    def open(self) -> None:
        updates, _errors = self.menu("AboutToShowGroup", "ai", [0])
        if updates:
            self.read()
        self.is_open = True
        self.settle()

    def close(self) -> None:
        self.is_open = False

    def event(self, ident: int, name: str) -> Any:
        return self.menu("EventGroup", "a(isvu)", [(ident, name, ("i", 0), NO_TIME)])


class Qt(Host):
    """Those that go by libdbusmenu-qt: told to read a layout again, they pass over the next news of it as an echo."""

    def __init__(self, wire: Wire, item: str) -> None:
        self.echoes: set[int] = set()
        super().__init__(wire, item)

    def about_to_show(self, ident: int) -> None:
        answers: list[Any] = []

        def answered(body: Any) -> None:
            # Here and now: the echo may come in right behind it.
            answers.append(body)
            self.echoes |= {ident} if body == (True,) else set()

        path, interface = dbusmenu.PATH, dbusmenu.NAME
        self.bus.call(self.item, path, interface, "AboutToShow", "i", (ident,), on_reply=answered, on_error=answered)
        self.wire.until(lambda: answers)
        if answers == [(True,)]:
            self.read()

    def layout_updated(self, parent: int) -> None:
        if parent in self.echoes:
            self.echoes.remove(parent)
        else:
            super().layout_updated(parent)


class Lxqt(Qt):
    """lxqt-panel: property by property, and a level of the menu at a time."""

    def look(self) -> dict[str, Any]:
        names = sorted(ITEM_PROPERTIES)
        return {name: self.ask(sni.PATH, PROPERTIES, "Get", "ss", sni.NAME, name)[0][1] for name in names}

    def read(self) -> None:
        self.level(0)

    def level(self, ident: int) -> None:
        self.keep(self.layout(ident, 1), everything=True)
        for child in list(self.below[ident]):
            if self.shown[child].get("children-display") == "submenu":
                self.level(child)


class Plasma(Qt):
    """Plasma 5.27: the first level, and a submenu when it is about to be shown."""

    token = "not-granted-0"

    def read(self) -> None:
        self.keep(self.layout(0, 1, ("type", "label", "enabled", "children-display", "toggle-type", "toggle-state")),
                  everything=True)  # fmt: skip
        for child in list(self.below[0]):
            if self.shown[child].get("children-display") == "submenu":
                self.about_to_show(child)
                self.keep(self.layout(child, 1), everything=True)


class Gnome(Host):
    """The AppIndicator extension: reads no label again of an id it knows, unless it is told that it changed."""

    token = "gnome-shell/deskbreak/1-0"

    def __init__(self, wire: Wire, item: str) -> None:
        self.flagged: set[str] = set()
        super().__init__(wire, item)

    def read(self) -> None:
        known = set(self.shown)
        self.keep(self.layout(0, -1, ("type", "children-display")), everything=False)
        reachable = self._reachable(0)
        self.shown = {ident: properties for ident, properties in self.shown.items() if ident in reachable}
        self._ask_for(sorted(reachable - known))

    def open(self) -> None:
        self.is_open = True
        self.event(0, "opened")
        if "layout" in self.flagged:
            self.read()
        elif "items" in self.flagged:
            self._ask_for(sorted(self.shown))
        self.flagged = set()
        self.about_to_show(0)
        self.settle()

    def layout_updated(self, parent: int) -> None:
        if self.is_open:
            self.stale = True
        else:
            self.flagged.add("layout")

    def changed(self, ident: int, properties: dict[str, Any], gone: list[str]) -> None:
        if self.is_open:
            super().changed(ident, properties, gone)
        else:
            self.flagged.add("items")

    def _ask_for(self, idents: list[int]) -> None:
        (groups,) = self.menu("GetGroupProperties", "aias", idents, [])
        for ident, properties in groups:
            self.shown[ident] = plain(properties)

    def _reachable(self, ident: int) -> set[int]:
        return {ident}.union(*(self._reachable(child) for child in self.below[ident]))


HOSTS: tuple[type[Host], ...] = (Xfce, Lxqt, Plasma, Gnome)


def plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, (_signature, value) in properties.items()}
