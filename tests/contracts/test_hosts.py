"""The tray icon and its menu as each kind of panel reads them, on a real bus."""

from __future__ import annotations

import pytest

from deskbreak.ports.tray import Icon, Menu, MenuItem, Shape
from tests.contracts.conftest import Wire
from tests.contracts.hosts import HOSTS, ITEM_PROPERTIES, SEPARATOR, Gnome, Host, Line, Plasma
from tests.contracts.test_tray import FIRST, FakePanel, Shown

SNOOZE = MenuItem("Snooze", children=(MenuItem("5 min", {"do": "snooze", "minutes": 5}),))
DUE: Menu = (
    MenuItem("Time to stand up", {"do": "start"}, default=True),
    MenuItem("I did it", {"do": "done"}),
    None,
    SNOOZE,
    MenuItem("Quit", {"do": "quit"}),
)


def waiting(minutes: int, standing: bool = False, chosen: str = "") -> Menu:
    return (
        MenuItem(f"Stand up in {minutes} min", {"do": "show"}, default=True),
        None,
        MenuItem("Take a break now", {"do": "now"}),
        SNOOZE,
        MenuItem("I'm standing", {"do": "sit" if standing else "stand"}, checked=standing),
        MenuItem(
            "Next",
            children=tuple(
                MenuItem(name, {"do": "choose", "what": name}, checked=name == chosen, radio=True)
                for name in ("bridge", "clam")
            ),
        ),
        MenuItem("Quit", {"do": "quit"}),
    )


def seen(minutes: int, standing: str = "clear", bridge: str = "clear") -> list[Line]:
    return [
        Line(f"Stand up in {minutes} min"),
        Line(SEPARATOR),
        Line("Take a break now"),
        Line("Snooze", below=(Line("5 min"),)),
        Line("I'm standing", f"checkmark {standing}"),
        Line("Next", below=(Line("bridge", f"radio {bridge}"), Line("clam", "radio clear"))),
        Line("Quit"),
    ]


SEEN_DUE = [
    Line("Time to stand up"),
    Line("I did it"),
    Line(SEPARATOR),
    Line("Snooze", below=(Line("5 min"),)),
    Line("Quit"),
]


@pytest.fixture
def shown(wire: Wire) -> Shown:
    FakePanel(wire)
    shown = Shown(wire)
    shown.lines = waiting(12)
    wire.until(lambda: shown.tray.seen)
    shown.tray.refresh_menu()
    return shown


@pytest.fixture(params=HOSTS, ids=lambda kind: kind.__name__.lower())
def host(request: pytest.FixtureRequest, wire: Wire, shown: Shown) -> Host:
    made: Host = request.param(wire, shown.bus.unique_name)
    return made


def test_it_finds_every_property(host: Host) -> None:
    assert set(host.properties) == ITEM_PROPERTIES
    assert [size for size, _height, _data in host.properties["IconPixmap"]][:3] == [16, 22, 24]


def test_it_shows_the_menu_as_it_is(host: Host, shown: Shown) -> None:
    host.open()
    assert host.lines() == seen(12)
    host.close()
    shown.lines = waiting(11, standing=True, chosen="bridge")
    host.open()
    assert host.lines() == seen(11, standing="set", bridge="set")


def test_a_click_does_what_the_line_says(host: Host, shown: Shown) -> None:
    for texts in (["Take a break now"], ["Snooze", "5 min"], ["Next", "clam"]):
        host.open()
        host.click(*texts)
    plain = [{name: value for name, value in request.items() if name != "activation"} for request in shown.requests]
    assert plain == [{"do": "now"}, {"do": "snooze", "minutes": 5}, {"do": "choose", "what": "clam"}]


def test_an_open_menu_follows_the_time_and_the_marks(host: Host, shown: Shown) -> None:
    host.open()
    shown.lines = waiting(11, standing=True, chosen="bridge")
    shown.tray.show(FIRST, "a minute later")
    host.settle()
    assert host.lines() == seen(11, standing="set", bridge="set")


def test_an_open_menu_of_another_shape_is_not_mixed_up(host: Host, shown: Shown) -> None:
    host.open()
    shown.lines = DUE
    shown.tray.show(Icon(Shape.DUE), "Time to stand up")
    host.settle()
    assert host.lines() == SEEN_DUE
    shown.lines = waiting(30)
    shown.tray.show(FIRST, "Stand up")
    host.settle()
    assert host.lines() == seen(30)


def test_a_click_that_comes_too_late_does_nothing(host: Host, shown: Shown) -> None:
    """It is on its way while the line under the pointer becomes another."""
    host.open()
    late = [host.find(*texts) for texts in (["Take a break now"], ["Snooze", "5 min"], ["Quit"])]
    shown.lines = DUE
    shown.tray.show(Icon(Shape.DUE), "Time to stand up")
    for ident in late:
        host.event(ident, "clicked")
    assert shown.requests == []


def test_a_line_that_comes_to_mean_something_else_in_its_place_is_another_line(host: Host, shown: Shown) -> None:
    host.open()
    late = host.find("Take a break now")
    shown.lines = tuple(
        MenuItem("Stop the break", {"do": "skip"}) if line is not None and line.request == {"do": "now"} else line
        for line in shown.lines
    )
    shown.tray.show(FIRST, "On a break")
    host.event(late, "clicked")
    assert shown.requests == []
    host.settle()
    assert host.lines()[2] == Line("Stop the break")


def test_a_menu_that_changed_while_it_was_closed_is_right_when_it_opens(host: Host, shown: Shown) -> None:
    host.open()
    host.close()
    for lines in (DUE, waiting(30), DUE, waiting(29, standing=True)):
        shown.lines = lines
        shown.tray.refresh_menu()
    host.settle()
    host.open()
    assert host.lines() == seen(29, standing="set")


def test_a_menu_that_changed_just_before_it_is_shown_is_right_too_and_goes_on_following(
    host: Host, shown: Shown
) -> None:
    """Nobody was told: lines came and went that are only looked at when the menu is opened."""
    for lines, as_seen in ((DUE, SEEN_DUE), (waiting(30), seen(30)), (waiting(29), seen(29))):
        shown.lines = lines
        host.open()
        assert host.lines() == as_seen
        host.close()
        # What follows is news again, and no echo.
        shown.lines = DUE if lines is not DUE else waiting(7)
        shown.tray.refresh_menu()
        host.settle()
        host.open()
        assert host.lines() == (SEEN_DUE if lines is not DUE else seen(7))
        host.close()


def test_two_panels_show_one_icon(host: Host, wire: Wire, shown: Shown) -> None:
    """Each with a menu of its own: one that is closed does not stop the other from following."""
    other = Gnome(wire, shown.bus.unique_name)
    host.open()
    other.open()
    host.close()
    shown.lines = waiting(3)
    shown.tray.show(FIRST, "later")
    other.settle()
    assert other.lines() == seen(3)
    shown.lines = DUE
    shown.tray.show(Icon(Shape.DUE), "Time to stand up")
    other.settle()
    host.settle()
    host.open()
    assert other.lines() == host.lines() == SEEN_DUE
    other.click("I did it")
    assert [request["do"] for request in shown.requests] == ["done"]


@pytest.mark.parametrize(
    ("kind", "given"), [(Gnome, {"activation": Gnome.token}), (Plasma, {})], ids=["gnome", "plasma"]
)
def test_the_token_goes_with_what_was_asked_for(wire: Wire, shown: Shown, kind: type[Host], given: object) -> None:
    host = kind(wire, shown.bus.unique_name)
    host.open()
    host.click("Take a break now")
    assert shown.requests == [{"do": "now"} | dict(given)]  # type: ignore[call-overload]
