"""A pystray menu on D-Bus as com.canonical.dbusmenu, version 3.

The menu is read anew when a host says it is about to show it, so labels that tell the time need no
timer. While the menu keeps its shape, every line keeps its id and only its properties are told. When
the shape changes, all lines get new ids: GNOME's extension keeps the labels of ids it knows, and puts
lines that moved in the wrong place.
Interface: https://github.com/AyatanaIndicators/libdbusmenu (libdbusmenu-glib/dbus-menu.xml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method, Property, Refused

NAME = "com.canonical.dbusmenu"
PATH = "/MenuBar"
ROOT = 0

Properties = dict[str, tuple[str, Any]]
Place = tuple[tuple[int, str], ...]
"""Position and kind of a line, after those of the lines it lies below."""
Layout = tuple[int, Properties, list[tuple[str, Any]]]


@dataclass(slots=True)
class Node:
    """One line of the menu as the host knows it; `item` is pystray's, None for root and separators."""

    properties: Properties
    children: list[int] = field(default_factory=list)
    item: Any = None


class DBusMenu:
    """Serves one pystray icon's menu at `PATH`."""

    def __init__(self, bus: Bus, read: Callable[[], Any], act: Callable[[Any], None], separator: Any) -> None:
        """`read` gives the pystray menu, `act` carries out one of its items."""
        self._bus = bus
        self._read = read
        self._act = act
        self._separator = separator
        self._numbers = count(ROOT + 1)
        self._ids: dict[Place, int] = {}
        self._nodes: dict[int, Node] = {ROOT: Node({})}
        self._revision = 1
        bus.export(PATH, NAME, self._interface())

    def refresh(self) -> bool:
        """Read the menu anew and tell hosts what changed; whether anything did."""
        lines = dict(self._walk(self._read(), ()))
        before = self._nodes
        same_shape = lines.keys() == self._ids.keys()
        if not same_shape:
            self._ids = {place: next(self._numbers) for place in lines}
        self._nodes = self._make_nodes(lines)
        if not same_shape:
            self._revision += 1
            self._bus.emit(PATH, NAME, "LayoutUpdated", "ui", (self._revision, ROOT))
            return True
        changed, gone = _differences(before, self._nodes)
        if changed or gone:
            self._bus.emit(PATH, NAME, "ItemsPropertiesUpdated", "a(ia{sv})a(ias)", (changed, gone))
        return bool(changed or gone)

    # -- what hosts call ----------------------------------------------------

    def _interface(self) -> Interface:
        return Interface(
            methods={
                "GetLayout": Method("iias", "u(ia{sv}av)", self._get_layout),
                "GetGroupProperties": Method("aias", "a(ia{sv})", self._get_group_properties),
                "GetProperty": Method("is", "v", self._get_property),
                "Event": Method("isvu", "", self._event),
                "EventGroup": Method("a(isvu)", "ai", self._event_group),
                "AboutToShow": Method("i", "b", lambda _item: (self.refresh(),)),
                "AboutToShowGroup": Method("ai", "aiai", self._about_to_show_group),
            },
            properties={
                "Version": Property("u", lambda: 3),
                "TextDirection": Property("s", lambda: "ltr"),
                "Status": Property("s", lambda: "normal"),
                "IconThemePath": Property("as", list),
            },
            signals={
                "ItemsPropertiesUpdated": "a(ia{sv})a(ias)",
                "LayoutUpdated": "ui",
                "ItemActivationRequested": "iu",
            },
        )

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> tuple[int, Layout]:
        self.refresh()
        return self._revision, self._layout(self._known(parent), depth, names)

    def _get_group_properties(self, ids: list[int], names: list[str]) -> tuple[list[tuple[int, Properties]]]:
        return ([(item, self._some(item, names)) for item in ids or self._nodes if item in self._nodes],)

    def _get_property(self, item: int, name: str) -> tuple[tuple[str, Any]]:
        properties = self._nodes[self._known(item)].properties
        if name not in properties:
            raise Refused("InvalidArgs", f"item {item} has no property {name}")
        return (properties[name],)

    def _event(self, item: int, event: str, _data: Any, _time: int) -> tuple[()]:
        self._happened(self._known(item), event)
        return ()

    def _event_group(self, events: list[tuple[int, str, Any, int]]) -> tuple[list[int]]:
        unknown = [item for item, *_rest in events if item not in self._nodes]
        for item, event, _data, _time in events:
            # An earlier one of the group may have taken this line away.
            if item in self._nodes:
                self._happened(item, event)
        return (unknown,)

    def _about_to_show_group(self, ids: list[int]) -> tuple[list[int], list[int]]:
        changed = self.refresh()
        known = [item for item in ids if item in self._nodes]
        return known if changed else [], [item for item in ids if item not in self._nodes]

    # -- inside -------------------------------------------------------------

    def _known(self, item: int) -> int:
        if item not in self._nodes:
            raise Refused("InvalidArgs", f"no item {item}")
        return item

    def _happened(self, item: int, event: str) -> None:
        line = self._nodes[item].item
        if event == "clicked" and line is not None and not line.submenu:
            self._act(line)

    def _layout(self, item: int, depth: int, names: list[str]) -> Layout:
        children = self._nodes[item].children if depth else []
        lower = [("(ia{sv}av)", self._layout(child, depth - 1, names)) for child in children]
        return item, self._some(item, names), lower

    def _some(self, item: int, names: list[str]) -> Properties:
        properties = self._nodes[item].properties
        return {name: value for name, value in properties.items() if not names or name in names}

    def _walk(self, lines: Any, above: Place) -> Iterator[tuple[Place, Any]]:
        """Every line with its place, a line before those below it."""
        for position, line in enumerate(lines or ()):
            separates = line is self._separator
            place = (*above, (position, "separator" if separates else "submenu" if line.submenu else "item"))
            yield place, line
            if not separates:
                yield from self._walk(line.submenu, place)

    def _make_nodes(self, lines: dict[Place, Any]) -> dict[int, Node]:
        nodes = {ROOT: Node({"children-display": ("s", "submenu")})}
        for place, line in lines.items():
            item = self._ids[place]
            separates = line is self._separator
            nodes[item] = Node({"type": ("s", "separator")}) if separates else Node(_properties(line), item=line)
            above = place[:-1]
            nodes[self._ids[above] if above else ROOT].children.append(item)
        return nodes


def _properties(line: Any) -> Properties:
    """Only what differs from the protocol's defaults."""
    properties: Properties = {"label": ("s", line.text.replace("_", "__"))}
    if not line.enabled:
        properties["enabled"] = ("b", False)
    if line.checked is not None:
        properties["toggle-type"] = ("s", "radio" if line.radio else "checkmark")
        properties["toggle-state"] = ("i", int(line.checked))
    if line.submenu:
        properties["children-display"] = ("s", "submenu")
    return properties


def _differences(
    before: dict[int, Node], after: dict[int, Node]
) -> tuple[list[tuple[int, Properties]], list[tuple[int, list[str]]]]:
    changed, gone = [], []
    for item, node in after.items():
        old = before[item].properties
        news = {name: value for name, value in node.properties.items() if old.get(name) != value}
        if news:
            changed.append((item, news))
        if lost := [name for name in old if name not in node.properties]:
            gone.append((item, lost))
    return changed, gone
