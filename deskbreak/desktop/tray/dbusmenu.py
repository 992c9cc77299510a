"""A pystray menu on D-Bus as com.canonical.dbusmenu, version 3.

The menu is read anew when a host says it is about to show it, so labels that tell the time need no
timer; while a host has it open, it is told what changes. While every line stands where it stood and means
what it meant, it keeps its id and only its properties are told. Otherwise all lines get new ids, and none
is ever used again: GNOME's extension keeps the labels of ids it knows, and puts lines that moved in the
wrong place; and a click on a line that is gone must not do what another one now stands for.
Interface: https://github.com/AyatanaIndicators/libdbusmenu (libdbusmenu-glib/dbus-menu.xml).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method, Property, Refused
from deskbreak.desktop.tray.lines import DEFAULTS, RADIO, Node, Properties, differences, properties_of
from deskbreak.words import right_to_left

NAME = "com.canonical.dbusmenu"
PATH = "/MenuBar"
ROOT = 0
OPEN_FOR = 600.0
"""Seconds after which a menu that nobody closed is believed closed: GTK's hosts never say it of the whole menu."""

Place = tuple[tuple[int, str, object], ...]
"""Position, kind and meaning of a line, after those of the lines it lies below."""
Layout = tuple[int, Properties, list[tuple[str, Any]]]


class DBusMenu:
    """Serves one pystray icon's menu at `PATH`."""

    def __init__(
        self, bus: Bus, read: Callable[[], Any], act: Callable[[Any], None], separator: Any, radio: str = RADIO
    ) -> None:
        """`read` gives the pystray menu, `act` carries out one of its items; `radio` marks the one that is chosen."""
        self._radio = radio
        self._bus = bus
        self._read = read
        self._act = act
        self._separator = separator
        self._numbers = count(ROOT + 1)
        self._ids: dict[Place, int] = {}
        self._nodes: dict[int, Node] = {ROOT: Node({})}
        self._revision = 1
        self._offered: dict[str, set[int]] = {}
        """The submenus that each host was told to read, of this revision."""
        self._open: dict[str, float] = {}
        """Who has the menu open, as far as we know, and until when that is believed."""
        bus.export(PATH, NAME, self._interface())

    @property
    def is_open(self) -> bool:
        """Whether anybody may be looking at the menu."""
        now = self._bus.now()
        self._open = {host: until for host, until in self._open.items() if until > now}
        return bool(self._open)

    def refresh(self) -> None:
        """Read the menu anew and tell hosts what changed. Until one has read it, there is nothing to tell."""
        if self._ids and self._read_anew():
            self._tell_layout()

    # -- what hosts call ----------------------------------------------------

    def _interface(self) -> Interface:
        return Interface(
            methods={
                "GetLayout": Method("iias", "u(ia{sv}av)", self._get_layout, by_whom=True),
                "GetGroupProperties": Method("aias", "a(ia{sv})", self._get_group_properties),
                "GetProperty": Method("is", "v", self._get_property),
                "Event": Method("isvu", "", self._event, by_whom=True),
                "EventGroup": Method("a(isvu)", "ai", self._event_group, by_whom=True),
                "AboutToShow": Method("i", "b", self._about_to_show, by_whom=True),
                "AboutToShowGroup": Method("ai", "aiai", self._about_to_show_group, by_whom=True),
            },
            properties={
                "Version": Property("u", lambda: 3),
                "TextDirection": Property("s", lambda: "rtl" if right_to_left() else "ltr"),
                "Status": Property("s", lambda: "normal"),
                "IconThemePath": Property("as", list),
            },
            signals={
                "ItemsPropertiesUpdated": "a(ia{sv})a(ias)",
                "LayoutUpdated": "ui",
                "ItemActivationRequested": "iu",
            },
        )

    def _get_layout(self, host: str, parent: int, depth: int, names: list[str]) -> tuple[int, Layout]:
        if self._ids:
            self.refresh()
        else:
            self._read_anew()
        self._offer_below(host, self._known(parent), depth)
        return self._revision, self._layout(parent, depth, names)

    def _get_group_properties(self, ids: list[int], names: list[str]) -> tuple[list[tuple[int, Properties]]]:
        return ([(item, self._some(item, names)) for item in ids or self._nodes if item in self._nodes],)

    def _get_property(self, item: int, name: str) -> tuple[tuple[str, Any]]:
        properties = DEFAULTS | self._nodes[self._known(item)].properties
        if name not in properties:
            raise Refused("InvalidArgs", f"item {item} has no property {name}")
        return (properties[name],)

    def _event(self, host: str, item: int, event: str, _data: Any, _time: int) -> tuple[()]:
        self._happened(host, self._known(item), event)
        return ()

    def _event_group(self, host: str, events: list[tuple[int, str, Any, int]]) -> tuple[list[int]]:
        unknown = self._unknown([item for item, *_rest in events])
        for item, event, _data, _time in events:
            # An earlier one of the group may have taken this line away.
            if item in self._nodes:
                self._happened(host, item, event)
        return (unknown,)

    def _about_to_show(self, host: str, item: int) -> tuple[bool]:
        self._known(item)
        return (self._about_to_be_shown(host),)

    def _about_to_show_group(self, host: str, ids: list[int]) -> tuple[list[int], list[int]]:
        # Looked for before the menu is read anew: what is gone after that has changed, and is not unknown.
        unknown = self._unknown(ids)
        reshaped = self._about_to_be_shown(host)
        return [item for item in ids if item not in unknown] if reshaped else [], unknown

    # -- inside -------------------------------------------------------------

    def _read_anew(self) -> bool:
        """Take in the menu as it is now; whether its shape changed. What changed of lines that stay is told."""
        lines = dict(self._walk(self._read(), ()))
        if lines.keys() != self._ids.keys():
            self._ids = {place: next(self._numbers) for place in lines}
            self._nodes = self._make_nodes(lines)
            self._revision += 1
            self._offered.clear()
            return True
        before, self._nodes = self._nodes, self._make_nodes(lines)
        changed, gone = differences(before, self._nodes)
        if changed or gone:
            self._bus.emit(PATH, NAME, "ItemsPropertiesUpdated", "a(ia{sv})a(ias)", (changed, gone))
        return False

    def _offer_below(self, host: str, item: int, depth: int) -> None:
        """Have a host read the submenus that it left out. Plasma would read each only when it opens, and place it
        where an empty one has room: at the edge of the screen, where trays are, it would open beside the screen.

        Once: a host that answers by reading everything again would never come to an end.
        """
        below = {child for child in self._nodes[item].children if depth == 1 and self._nodes[child].children}
        news = below - self._offered.setdefault(host, set())
        self._offered[host] |= news
        for child in sorted(news):
            self._bus.later(0.0, partial(self._tell_layout, child))

    def _tell_layout(self, below: int = ROOT) -> None:
        self._bus.emit(PATH, NAME, "LayoutUpdated", "ui", (self._revision, below))

    def _about_to_be_shown(self, host: str) -> bool:
        """Whether the host has to read the layout again before it shows it.

        Plasma and LXQt take the next LayoutUpdated for the echo of that, and pass over it: so there has to be
        one, and after the answer. Without a new layout the answer must be no, or they would miss a real one.
        """
        self._opened(host)
        reshaped = self._read_anew()
        if reshaped:
            self._bus.later(0.0, self._tell_layout)
        return reshaped

    def _known(self, item: int) -> int:
        if item not in self._nodes:
            raise Refused("InvalidArgs", f"no item {item}")
        return item

    def _unknown(self, ids: list[int]) -> list[int]:
        """Those that are no lines of ours. Where none is, the interface wants an error instead."""
        unknown = [item for item in ids if item not in self._nodes]
        if ids and len(unknown) == len(ids):
            raise Refused("InvalidArgs", f"no items {ids}")
        return unknown

    def _happened(self, host: str, item: int, event: str) -> None:
        line = self._nodes[item].item
        match event:
            case "opened":
                self._opened(host)
            case "closed" if item == ROOT:
                self._open.pop(host, None)
            case "clicked" if line is not None and not line.submenu:
                # It closes the menu everywhere, though GTK's hosts do not say so.
                self._open.pop(host, None)
                self._act(line)

    def _opened(self, host: str) -> None:
        self._open[host] = self._bus.now() + OPEN_FOR

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
            if line is self._separator:
                yield (*above, (position, "separator", None)), line
            else:
                place = (*above, (position, "submenu" if line.submenu else "item", line.meaning))
                yield place, line
                yield from self._walk(line.submenu, place)

    def _make_nodes(self, lines: dict[Place, Any]) -> dict[int, Node]:
        nodes = {ROOT: Node({"children-display": ("s", "submenu")})}
        for place, line in lines.items():
            item = self._ids[place]
            separates = line is self._separator
            nodes[item] = (
                Node({"type": ("s", "separator")}) if separates else Node(properties_of(line, self._radio), item=line)
            )
            above = place[:-1]
            nodes[self._ids[above] if above else ROOT].children.append(item)
        return nodes
