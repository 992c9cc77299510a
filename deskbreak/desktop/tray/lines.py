"""The lines of a menu as com.canonical.dbusmenu tells them: properties, and what changed of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Properties = dict[str, tuple[str, Any]]

DEFAULTS: Properties = {
    "type": ("s", "standard"),
    "label": ("s", ""),
    "enabled": ("b", True),
    "visible": ("b", True),
    "icon-name": ("s", ""),
    "icon-data": ("ay", b""),
    "shortcut": ("aas", []),
    "toggle-type": ("s", ""),
    "toggle-state": ("i", -1),
    "children-display": ("s", ""),
    "disposition": ("s", "normal"),
}
"""What a property is where a line does not have it; left out of every list, as the interface wants it."""

CHECK, RADIO = "checkmark", "radio"
"""How a line is marked: by itself, or as the one that is chosen of several."""


@dataclass(slots=True)
class Node:
    """One line of the menu as the host knows it; `item` is pystray's, None for root and separators."""

    properties: Properties
    children: list[int] = field(default_factory=list)
    item: Any = None


def properties_of(line: Any, radio: str) -> Properties:
    """Only what differs from the protocol's defaults. `radio` is how a line is marked of which one is chosen."""
    properties: Properties = {"label": ("s", line.text.replace("_", "__"))}
    if not line.enabled:
        properties["enabled"] = ("b", False)
    if line.checked is not None:
        properties["toggle-type"] = ("s", radio if line.radio else CHECK)
        properties["toggle-state"] = ("i", int(line.checked))
    if line.submenu:
        properties["children-display"] = ("s", "submenu")
    return properties


def differences(
    before: dict[int, Node], after: dict[int, Node]
) -> tuple[list[tuple[int, Properties]], list[tuple[int, list[str]]]]:
    """What has another value, and what is the default again, of lines that were there before."""
    changed, gone = [], []
    for item, node in after.items():
        old = before[item].properties
        news = {name: value for name, value in node.properties.items() if old.get(name) != value}
        if news:
            changed.append((item, news))
        if lost := [name for name in old if name not in node.properties]:
            gone.append((item, lost))
    return changed, gone
