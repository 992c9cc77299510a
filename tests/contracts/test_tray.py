"""The tray icon against a watcher and a host of our own, on a real bus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method
from deskbreak.desktop.tray import dbusmenu, sni, watcher
from deskbreak.ports import Request
from deskbreak.ports.tray import Icon, Menu, MenuItem, Shape
from deskbreak.tray_drawing import draw
from deskbreak.tray_icon import pixmaps
from tests.contracts.conftest import Wire

ITEM_PROPERTIES = {
    "Category", "Id", "Title", "Status", "WindowId", "IconName", "IconThemePath", "IconPixmap", "OverlayIconName",
    "OverlayIconPixmap", "AttentionIconName", "AttentionIconPixmap", "AttentionMovieName", "ToolTip", "ItemIsMenu",
    "Menu",
}  # fmt: skip
FIRST = Icon(Shape.FILLING, 0)


class FakePanel:
    """A StatusNotifierWatcher and the host that goes with it."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.bus: Bus = wire.connect()
        self.items: list[str] = []
        self.signals: list[str] = []
        register = Method("s", "", self._register)
        self.bus.export(watcher.PATH, watcher.NAME, Interface(methods={"RegisterStatusNotifierItem": register}))
        self.bus.on_signal(sni.PATH, sni.NAME, lambda _sender, member, _body: self.signals.append(member))
        self.bus.on_signal(dbusmenu.PATH, dbusmenu.NAME, lambda _sender, member, _body: self.signals.append(member))
        wire.settle()
        wire.own(self.bus, watcher.NAME)

    def _register(self, item: str) -> Any:
        self.items.append(item)
        return ()

    def ask(self, path: str, interface: str, member: str, signature: str | None = None, *body: Any) -> Any:
        got: list[Any] = []
        self.bus.call(
            self.items[-1], path, interface, member, signature, body, on_reply=got.append, on_error=got.append
        )
        self.wire.until(lambda: got)
        return got[0]

    def properties(self) -> dict[str, Any]:
        (values,) = self.ask(sni.PATH, "org.freedesktop.DBus.Properties", "GetAll", "s", sni.NAME)
        return {name: value for name, (_signature, value) in values.items()}

    def menu(self, member: str, signature: str, *body: Any) -> Any:
        return self.ask(dbusmenu.PATH, dbusmenu.NAME, member, signature, *body)

    def layout(self, parent: int = 0, depth: int = -1) -> list[tuple[int, dict[str, Any], list[Any]]]:
        _revision, (_ident, _properties, children) = self.menu("GetLayout", "iias", parent, depth, [])
        return [
            (ident, {name: value for name, (_s, value) in properties.items()}, lower)
            for _signature, (ident, properties, lower) in children
        ]

    def click(self, ident: int) -> Any:
        return self.menu("Event", "isvu", ident, "clicked", ("i", 0), 0)


class Shown:
    """The tray under test, its menu, and what was asked through it."""

    def __init__(self, wire: Wire) -> None:
        self.requests: list[Request] = []
        self.lines: Menu = (
            MenuItem("Sat 1 min", {"do": "show"}, default=True),
            None,
            MenuItem("Snooze_now", children=(MenuItem("5 min", {"do": "snooze", "minutes": 5}),)),
            MenuItem("Today: 1 of 2"),
        )
        self.on_request = self.requests.append
        self.times_read = 0
        self._ahead = 0.0
        self.bus = wire.connect(lambda: wire.clock.now() + self._ahead)
        self.tray = sni.StatusNotifierTray(self.bus, pixmaps, self._menu, lambda request: self.on_request(request))
        self.tray.show(FIRST, "Stand up in 29 min\nYou have sat 1 min")

    def _menu(self) -> Menu:
        self.times_read += 1
        return self.lines

    def wait(self, seconds: float) -> None:
        """Time passes for the tray."""
        self._ahead += seconds


@pytest.fixture
def panel(wire: Wire) -> FakePanel:
    return FakePanel(wire)


@pytest.fixture
def shown(wire: Wire, panel: FakePanel) -> Shown:
    shown = Shown(wire)
    wire.until(lambda: shown.tray.seen)
    return shown


def test_every_property_is_there(panel: FakePanel, shown: Shown) -> None:
    properties = panel.properties()
    assert set(properties) == ITEM_PROPERTIES
    assert properties["Title"] == "Stand up in 29 min"
    assert properties["ToolTip"] == ("", [], "Stand up in 29 min", "You have sat 1 min")
    assert properties["Menu"] == dbusmenu.PATH
    assert properties["ItemIsMenu"] is False


def test_the_picture_is_argb_in_network_order(panel: FakePanel, shown: Shown) -> None:
    for width, height, data in panel.properties()["IconPixmap"]:
        assert len(data) == width * height * 4
        red, green, blue, alpha = draw(FIRST, width).getpixel((width // 2, 1))  # type: ignore[misc]
        start = 4 * (width + width // 2)
        assert tuple(data[start : start + 4]) == (alpha, red, green, blue)


def test_only_what_changed_is_told(panel: FakePanel, shown: Shown) -> None:
    panel.signals.clear()
    shown.tray.show(FIRST, "Stand up in 29 min\nYou have sat 1 min")
    panel.wire.settle()
    assert panel.signals == []
    shown.tray.show(FIRST, "Stand up in 28 min\nYou have sat 2 min")
    panel.wire.settle()
    assert panel.signals == ["NewTitle", "NewToolTip"]
    panel.signals.clear()
    shown.tray.show(Icon(Shape.DUE), "Time to stand up\nYou have sat 30 min")
    panel.wire.settle()
    assert panel.signals == ["NewTitle", "NewToolTip", "NewIcon"]


def test_the_watcher_comes_late_goes_and_comes_back(wire: Wire) -> None:
    """The tray is gone after a panel restart (Safe Eyes 809)."""
    shown = Shown(wire)
    wire.settle()
    assert not shown.tray.seen
    panel = FakePanel(wire)
    wire.until(lambda: shown.tray.seen)
    wire.give_up(panel.bus)
    wire.until(lambda: not shown.tray.seen)
    again = FakePanel(wire)
    wire.until(lambda: shown.tray.seen)
    assert again.items == [shown.bus.unique_name]


def test_activation_does_what_the_first_line_says(panel: FakePanel, shown: Shown) -> None:
    for member in ("Activate", "SecondaryActivate"):
        assert panel.ask(sni.PATH, sni.NAME, member, "ii", 0, 0) == ()
    assert shown.requests == [{"do": "show"}, {"do": "show"}]


def test_the_menu_as_hosts_read_it(panel: FakePanel, shown: Shown) -> None:
    status, separator, snooze, today = panel.layout()
    assert status[1] == {"label": "Sat 1 min"}
    assert separator[1] == {"type": "separator"}
    assert snooze[1] == {"label": "Snooze__now", "children-display": "submenu"}
    assert [child[1][1]["label"] for child in snooze[2]] == [("s", "5 min")]
    assert today[1] == {"label": "Today: 1 of 2", "enabled": False}
    assert panel.layout(depth=1)[2][2] == []
    assert len(panel.layout(parent=snooze[0])) == 1


def test_a_line_is_clicked(panel: FakePanel, shown: Shown) -> None:
    _status, separator, snooze, today = panel.layout()
    five = snooze[2][0][1][0]
    for ident in (five, separator[0], snooze[0], today[0]):
        assert panel.click(ident) == ()
    assert panel.menu("EventGroup", "a(isvu)", [(five, "clicked", ("i", 0), 0), (999, "clicked", ("i", 0), 0)]) == (
        [999],
    )
    assert panel.menu("Event", "isvu", five, "hovered", ("i", 0), 0) == ()
    assert shown.requests == [{"do": "snooze", "minutes": 5}] * 2


def test_labels_are_worked_out_when_the_menu_is_opened(panel: FakePanel, shown: Shown) -> None:
    first = panel.layout()[0][0]
    shown.lines = (MenuItem("Sat 2 min", {"do": "show"}), *shown.lines[1:])
    panel.signals.clear()
    # Told by the signal; the answer says only whether lines came or went.
    assert panel.menu("AboutToShow", "i", 0) == (False,)
    assert panel.signals == ["ItemsPropertiesUpdated"]
    assert panel.menu("AboutToShow", "i", 0) == (False,)
    assert panel.signals == ["ItemsPropertiesUpdated"]
    assert panel.layout()[0] == (first, {"label": "Sat 2 min"}, [])
    assert panel.menu("AboutToShowGroup", "ai", [first, 999]) == ([], [999])


def test_the_menu_is_worked_out_only_once_somebody_reads_it(panel: FakePanel, shown: Shown) -> None:
    shown.tray.refresh_menu()
    panel.wire.settle()
    assert shown.times_read == 0
    assert panel.layout()
    panel.wire.settle()
    assert shown.times_read
    assert "LayoutUpdated" not in panel.signals, "whoever reads it first knows all of it"


def test_a_menu_of_another_shape_is_read_anew(panel: FakePanel, shown: Shown) -> None:
    """With new ids: GNOME's extension mixes old labels and places with the new ones."""
    before = panel.layout()
    panel.signals.clear()
    shown.lines = (*shown.lines, MenuItem("Quit", {"do": "quit"}))
    shown.tray.refresh_menu()
    panel.wire.settle()
    assert panel.signals == ["LayoutUpdated"]
    after = panel.layout()
    assert after[-1][1] == {"label": "Quit"}
    assert not {ident for ident, _properties, _lower in after} & {ident for ident, _properties, _lower in before}
    assert panel.click(before[0][0]).endswith("InvalidArgs")
    assert shown.requests == []


def test_properties_one_by_one_and_in_groups(panel: FakePanel, shown: Shown) -> None:
    first = panel.layout()[0][0]
    assert panel.menu("GetProperty", "is", first, "label") == (("s", "Sat 1 min"),)
    assert panel.menu("GetProperty", "is", first, "shade").endswith("InvalidArgs")
    assert panel.menu("GetProperty", "is", 999, "label").endswith("InvalidArgs")
    ((group,),) = panel.menu("GetGroupProperties", "aias", [first, 999], ["label"])
    assert group == (first, {"label": ("s", "Sat 1 min")})
    (everything,) = panel.menu("GetGroupProperties", "aias", [], [])
    assert len(everything) == 6


@pytest.mark.parametrize(("depth", "levels"), [(0, 0), (1, 1), (2, 2), (-1, 2), (7, 2)])
def test_the_menu_to_any_depth(panel: FakePanel, shown: Shown, depth: int, levels: int) -> None:
    def deep(children: list[Any]) -> int:
        return max((1 + deep(lower) for _signature, (_ident, _properties, lower) in children), default=0)

    _revision, (root, properties, children) = panel.menu("GetLayout", "iias", 0, depth, [])
    assert (root, properties) == (0, {"children-display": ("s", "submenu")})
    assert deep(children) == levels


def test_only_the_properties_asked_for(panel: FakePanel, shown: Shown) -> None:
    _revision, (_root, _properties, children) = panel.menu("GetLayout", "iias", 0, 1, ["enabled", "type"])
    assert [properties for _signature, (_ident, properties, _lower) in children] == [
        {},
        {"type": ("s", "separator")},
        {},
        {"enabled": ("b", False)},
    ]


def test_a_property_that_a_line_lacks_is_told_as_it_is_by_default(panel: FakePanel, shown: Shown) -> None:
    status, separator, _snooze, today = (line[0] for line in panel.layout())
    told = {
        (status, "enabled"): ("b", True),
        (today, "enabled"): ("b", False),
        (status, "visible"): ("b", True),
        (status, "type"): ("s", "standard"),
        (separator, "label"): ("s", ""),
        (status, "toggle-state"): ("i", -1),
        (status, "shortcut"): ("aas", []),
        (0, "children-display"): ("s", "submenu"),
    }
    for (line, name), value in told.items():
        assert panel.menu("GetProperty", "is", line, name) == (value,)


def test_an_unknown_line_is_an_error_but_not_beside_known_ones(panel: FakePanel, shown: Shown) -> None:
    first = panel.layout()[0][0]
    event = ("hovered", ("s", ""), 0)
    for member, signature, body in (
        ("GetLayout", "iias", (999, -1, [])),
        ("Event", "isvu", (999, *event)),
        ("EventGroup", "a(isvu)", ([(999, *event), (998, *event)],)),
        ("AboutToShow", "i", (999,)),
        ("AboutToShowGroup", "ai", ([999, 998],)),
    ):
        assert panel.menu(member, signature, *body).endswith("InvalidArgs"), member
    assert panel.menu("EventGroup", "a(isvu)", [(first, *event), (999, *event)]) == ([999],)
    assert panel.menu("AboutToShowGroup", "ai", [0, 999]) == ([], [999])
    assert panel.menu("EventGroup", "a(isvu)", []) == ([],)
    assert panel.menu("AboutToShowGroup", "ai", []) == ([], [])


def test_hosts_are_told_which_lines_need_another_look(panel: FakePanel, shown: Shown) -> None:
    first = panel.layout()[0][0]
    shown.lines, fewer = shown.lines[2:], shown.lines[3:]
    panel.signals.clear()
    assert panel.menu("AboutToShowGroup", "ai", [0, first, 999]) == ([0, first], [999])
    panel.wire.until(lambda: panel.signals)
    assert panel.signals == ["LayoutUpdated"]
    first = panel.layout()[0][0]
    shown.lines = fewer
    # Gone by now, and not unknown: it was there when it was asked about.
    assert panel.menu("AboutToShow", "i", first) == (True,)
    assert panel.menu("AboutToShow", "i", first).endswith("InvalidArgs")


def test_a_group_of_events_of_which_one_takes_the_others_away(panel: FakePanel, shown: Shown) -> None:
    ids = [line[0] for line in panel.layout()]
    five = panel.layout()[2][2][0][1][0]

    def gone_with_it(request: Request) -> None:
        shown.lines = (MenuItem("Snoozed", {"do": "show"}),)
        shown.requests.append(request)

    shown.on_request = gone_with_it
    clicked = ("clicked", ("i", 0), 0)
    assert panel.menu("EventGroup", "a(isvu)", [(five, *clicked), (ids[0], *clicked)]) == ([],)
    assert shown.requests == [{"do": "snooze", "minutes": 5}]


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar_EG.UTF-8", "rtl")])
def test_the_menu_says_of_itself(
    panel: FakePanel, shown: Shown, monkeypatch: pytest.MonkeyPatch, language: str, direction: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    (values,) = panel.ask(dbusmenu.PATH, "org.freedesktop.DBus.Properties", "GetAll", "s", dbusmenu.NAME)
    assert values == {
        "Version": ("u", 3),
        "TextDirection": ("s", direction),
        "Status": ("s", "normal"),
        "IconThemePath": ("as", []),
    }


OPENING: dict[str, Callable[[FakePanel], object]] = {
    "opened": lambda panel: panel.menu("Event", "isvu", 0, "opened", ("i", 0), 0),
    "about to show": lambda panel: panel.menu("AboutToShow", "i", 0),
    "group": lambda panel: panel.menu("AboutToShowGroup", "ai", [0]),
}
CLOSING: dict[str, Callable[[FakePanel, Shown], object]] = {
    "closed": lambda panel, _shown: panel.menu("Event", "isvu", 0, "closed", ("i", 0), 0),
    "clicked": lambda panel, _shown: panel.click(panel.layout()[0][0]),
    "forgotten": lambda _panel, shown: shown.wait(dbusmenu.OPEN_FOR + 1),
}


@pytest.mark.parametrize("opening", OPENING)
@pytest.mark.parametrize("closing", CLOSING)
def test_labels_are_told_while_the_menu_is_open_and_not_after(
    panel: FakePanel, shown: Shown, opening: str, closing: str
) -> None:
    """No timer: at each view that the tray is shown anyway."""

    def a_minute_passes(label: str) -> None:
        panel.signals.clear()
        shown.lines = (MenuItem(label, {"do": "show"}, default=True), *shown.lines[1:])
        shown.tray.show(FIRST, "Stand up in 29 min\nYou have sat 1 min")
        panel.wire.settle()

    panel.layout()
    a_minute_passes("Sat 2 min")
    assert panel.signals == []
    OPENING[opening](panel)
    a_minute_passes("Sat 3 min")
    assert panel.signals == ["ItemsPropertiesUpdated"]
    CLOSING[closing](panel, shown)
    a_minute_passes("Sat 4 min")
    assert panel.signals == []
    assert shown.bus.deadline is None


def test_a_submenu_that_closes_does_not_close_the_menu(panel: FakePanel, shown: Shown) -> None:
    snooze = panel.layout()[2][0]
    for ident, event in ((0, "opened"), (snooze, "opened"), (snooze, "closed")):
        panel.menu("Event", "isvu", ident, event, ("i", 0), 0)
    panel.signals.clear()
    shown.lines = (MenuItem("Sat 2 min", {"do": "show"}, default=True), *shown.lines[1:])
    shown.tray.show(FIRST, "Stand up in 29 min\nYou have sat 1 min")
    panel.wire.settle()
    assert panel.signals == ["ItemsPropertiesUpdated"]


def test_closed_it_is_gone(panel: FakePanel, shown: Shown) -> None:
    shown.tray.close()
    assert panel.ask(sni.PATH, sni.NAME, "Activate", "ii", 0, 0).endswith("UnknownObject")
    assert not shown.tray.seen


def test_a_mark_is_told_and_comes_and_goes(panel: FakePanel, shown: Shown) -> None:
    shown.lines = (MenuItem("I'm standing", {"do": "stand"}, checked=False),)
    shown.tray.refresh_menu()
    [(ident, properties, _lower)] = panel.layout()
    assert (properties["toggle-type"], properties["toggle-state"]) == ("checkmark", 0)
    shown.lines = (MenuItem("I'm standing", {"do": "sit"}, checked=True),)
    shown.tray.refresh_menu()
    [(same, properties, _lower)] = panel.layout()
    assert (same, properties["toggle-state"]) == (ident, 1)


def test_of_several_marks_one_is_set(panel: FakePanel, shown: Shown) -> None:
    def sides(sore: str) -> tuple[MenuItem, ...]:
        return tuple(MenuItem(side, {"do": "sore"}, checked=side == sore, radio=True) for side in ("Left", "Right"))

    def marks() -> list[tuple[str, int]]:
        return [(told["toggle-type"], told["toggle-state"]) for _ident, told, _lower in panel.layout()]

    shown.lines = sides("Left")
    shown.tray.refresh_menu()
    assert marks() == [("radio", 1), ("radio", 0)]
    shown.lines = sides("Right")
    shown.tray.refresh_menu()
    assert marks() == [("radio", 0), ("radio", 1)]


def test_whoever_reads_one_level_is_told_to_read_the_submenus_as_well(wire: Wire) -> None:
    """Plasma places a submenu before it has read it, and at the edge of the screen the lines would lie beside it."""
    panel = FakePanel(wire)
    shown = Shown(wire)
    shown.lines = (
        MenuItem("Quit", {"do": "quit"}),
        MenuItem("More", children=(MenuItem("Every", children=(MenuItem("30 min", {"do": "every"}),)),)),
    )
    wire.until(lambda: shown.tray.seen)
    shown.tray.refresh_menu()
    wire.settle()
    told: list[int] = []
    panel.bus.on_signal(dbusmenu.PATH, dbusmenu.NAME, lambda _sender, _member, body: told.append(body[1]))
    _quit, (more, _properties, _lower) = panel.layout(depth=1)
    wire.until(lambda: told)
    ((every, _below, _children),) = panel.layout(more, depth=1)
    wire.until(lambda: len(told) == 2)
    panel.layout()
    wire.settle()
    assert told == [more, every]


@pytest.mark.parametrize(("desktop", "mark"), [("LXQt", "checkmark"), ("KDE", "radio"), ("", "radio")])
def test_one_of_several_is_marked_with_what_the_desktop_draws(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, desktop: str, mark: str
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    panel = FakePanel(wire)
    shown = Shown(wire)
    shown.lines = (MenuItem("30 min", {"do": "every"}, checked=True, radio=True),)
    wire.until(lambda: shown.tray.seen)
    ((_ident, properties, _lower),) = panel.layout()
    assert (properties["toggle-type"], properties["toggle-state"]) == (mark, 1)
