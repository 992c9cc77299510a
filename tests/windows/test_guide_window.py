"""Keys, buttons, sizes and what a screen reader is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.core.week import Standing
from deskbreak.guide_words import EASY_RANGE
from deskbreak.windows.closing import Closing, Over
from deskbreak.windows.look import DARK, LIGHT, Look
from deskbreak.windows.text import LargeText
from tests.offered import PLAIN
from tests.windows.led import Led, offered

Key = Qt.Key
WEEK = "Stretching: 1 of 3 days this week"
DONE = Over(Outcome.TAKEN, Movements(20, 20), (Standing("stretch", 1, 3),), False, "Nicely done.")


def button(led: Led, name: str) -> QAbstractButton:
    every = led.window.findChildren(QAbstractButton)
    return next(each for each in every if name in (each.text(), each.accessibleName()))


def test_it_shows_movement_side_seconds_and_what_comes_next() -> None:
    led = Led()
    led.passes(10)
    assert {"Standing QL stretch", "Left side · 1 of 2", "Next: Right side", "0:40 left"} <= set(led.labels)
    led.passes(16)
    assert "Change sides: right next" in led.labels
    led.passes(5)
    assert {"Right side · 2 of 2", "Last one"} <= set(led.labels)


def test_the_space_bar_pauses_and_goes_on() -> None:
    led = Led()
    led.passes(10)
    led.press(Key.Key_Space)
    assert led.asked == ["hold"]
    assert {"Paused", "Left side · 1 of 2"} <= set(led.labels)
    led.passes(100)
    assert "0:40 left" in led.labels
    led.press(Key.Key_Space)
    assert led.asked == ["hold", "go-on"]
    assert "Left side · 1 of 2" in led.labels


def test_the_arrows_lead_back_and_ahead() -> None:
    led = Led()
    led.passes(10)
    led.press(Key.Key_Right)
    assert "Change sides: right next" in led.labels
    led.press(Key.Key_Left)
    assert "Get ready: left side" in led.labels
    assert led.asked == ["ahead", "back"]


def test_from_right_to_left_the_arrows_point_the_other_way(app: QApplication) -> None:
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    led = Led()
    led.passes(10)
    led.press(Key.Key_Left)
    assert led.asked == ["ahead"]
    back, skip = button(led, "Back"), button(led, "Skip")
    assert back.mapToGlobal(back.rect().center()).x() > skip.mapToGlobal(skip.rect().center()).x()


@pytest.mark.parametrize(("key", "asked"), [(Key.Key_Escape, "stop"), (Key.Key_M, "too-much")])
def test_who_has_had_enough_is_gone_at_once(key: Qt.Key, asked: str) -> None:
    led = Led()
    led.passes(10)
    led.press(key)
    assert (led.asked, led.left) == ([asked], 1)
    led.press(key)
    assert led.asked == [asked]


def test_the_close_button_of_the_desktop_stops_it() -> None:
    led = Led()
    led.window.close()
    assert (led.asked, led.left) == (["stop"], 1)


@pytest.mark.parametrize(
    ("name", "asked"),
    [("Pause", "hold"), ("Back", "back"), ("Skip", "ahead"), ("Too much for me", "too-much"), ("Done", "done")],
)
def test_each_button_asks_for_what_it_says(name: str, asked: str) -> None:
    led = Led()
    led.passes(10)
    QTest.mouseClick(button(led, name), Qt.MouseButton.LeftButton)
    assert led.asked == [asked]


def test_whoever_types_when_it_comes_means_something_else() -> None:
    led = Led(hears=False)
    for key in (Key.Key_Space, Key.Key_Escape, Key.Key_M, Key.Key_Right):
        led.press(key)
    assert (led.asked, led.left) == ([], 0)
    led.window._deaf_until = 0.0
    led.press(Key.Key_Space)
    assert led.asked == ["hold"]


def test_keys_with_another_meaning_are_left_alone() -> None:
    led = Led()
    QTest.keyClick(led.window, Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(led.window, Key.Key_A)
    assert led.asked == []


def test_no_button_has_the_space_bar_unless_somebody_goes_there() -> None:
    led = Led()
    assert led.window.focusWidget() in (None, led.window)
    QTest.keyClick(led.window, Key.Key_Tab)
    reached = led.window.focusWidget()
    assert reached is button(led, "Back")


def test_the_arrows_are_the_windows_wherever_the_focus_is() -> None:
    led = Led()
    led.passes(10)
    for name in ("Back", "Skip", "Too much for me", "Done"):
        button(led, name).setFocus()
        led.press(Key.Key_Right)
        led.press(Key.Key_Left)
        assert led.window.focusWidget() is button(led, name)
    assert led.asked == ["ahead", "back"] * 4


@pytest.mark.parametrize("size", [(880, 620), (360, 640)])
def test_a_plain_break_has_nothing_that_could_be_too_much(size: tuple[int, int]) -> None:
    led = Led(Suggestion(PLAIN, (Part(PLAIN, 30.0),)), size=size)
    assert not button(led, "Too much for me").isVisible()
    led.press(Key.Key_M)
    assert (led.asked, led.left) == ([], 0)


def test_the_figure_moves_unless_it_is_not_to() -> None:
    moving, still = Led("cat-cow"), Led("cat-cow", still=True)
    seen: dict[Led, set[float]] = {moving: set(), still: set()}
    for led, cycles in seen.items():
        for _tick in range(20):
            led.passes(0.2)
            cycles.add(led.window._leading._last_cycles or 0.0)
    assert len(seen[moving]) == 20
    assert len(seen[still]) == 1
    still.passes(5)
    assert still.window._leading._last_cycles == 0.5


SIZES = [(360, 640), (420, 900), (680, 520), (700, 560), (820, 540), (880, 620), (1600, 1000)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("id", ["standing-ql-stretch", "ql-five-minutes", "side-plank-knees"])
def test_nothing_is_cut_off_in_any_size(size: tuple[int, int], id: str) -> None:
    led = Led(long_words(offered(id)), size=size)
    led.passes(12)
    led.window.grab()
    assert (led.window.width(), led.window.height()) == size
    for part in led.window.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is not None:
            corner = part.mapTo(led.window, part.rect().bottomRight())
            assert led.window.rect().contains(corner), f"{part} {part.accessibleName()}"
    for label in led.window.findChildren(QLabel):
        if label.isVisible() and label.text():
            room = label.contentsRect()
            wanted = QFontMetrics(label.font()).boundingRect(room, Qt.TextFlag.TextWordWrap, label.text())
            assert wanted.height() <= room.height() + 2, label.text()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_when_to_stop_is_to_be_read_all_the_time_in_any_size(size: tuple[int, int]) -> None:
    led = Led(size=size)
    for _moment in range(10):
        assert any(EASY_RANGE in label for label in led.labels)
        led.passes(5)


def test_the_signs_of_the_movement_stand_there_where_there_is_room() -> None:
    for size, has_room in (((360, 640), False), ((680, 520), False), ((880, 620), True), ((420, 900), True)):
        assert any("light-headedness with the arm up" in label for label in Led(size=size).labels) is has_room


def test_text_is_large_enough_to_be_read_standing() -> None:
    for size, least in (((360, 640), 22), ((900, 600), 34)):
        text = Led(size=size).window.findChildren(LargeText)[0]
        assert text.font().pixelSize() >= least


def test_side_by_side_where_there_is_room_else_one_above_the_other() -> None:
    for size, beside in (((360, 640), False), ((900, 600), True)):
        led = Led(size=size)
        page = led.window._leading
        assert (page._text.geometry().left() > page._figure.geometry().right()) is beside


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
def test_text_stands_out_from_what_is_behind_it(look: Look) -> None:
    pairs = [(ink, ground) for ink in (look.text, look.faint, look.accent) for ground in (look.ground, look.card)]
    for ink, ground in [*pairs, (look.on_accent, look.accent), (look.on_change, look.change)]:
        assert contrast(ink, ground) >= 4.5, (ink.name(), ground.name())


def test_the_colours_follow_the_desktop() -> None:
    led = Led()
    pictures = []
    for is_dark in (False, True):
        led.window._paint_in(is_dark)
        pictures.append(led.window.grab().toImage().pixelColor(3, 3).lightnessF())
    assert pictures[0] > 0.8 > 0.3 > pictures[1]


# -- for who cannot see it --------------------------------------------------------


def test_everything_that_can_be_pressed_has_a_name() -> None:
    led = Led()
    for each in led.window.findChildren(QAbstractButton):
        told = QAccessible.queryAccessibleInterface(each)
        assert told.text(QAccessible.Text.Name), each
    led.press(Key.Key_Space)
    assert button(led, "Go on")


def test_what_changes_is_told_once_and_the_seconds_never() -> None:
    led = Led()
    for _tenth in range(500):
        led.passes(0.1)
    first = led.announced[0]
    assert first.startswith("Standing QL stretch. Easy range only. ")
    assert "Stop when there is: sharp pain on either side of the spine;" in first
    assert "Get ready: left side. Stand up." in first
    assert any(text.startswith("Change sides: right next") for text in led.announced)
    assert 10 < len(led.announced) < 25
    assert not any(text == before for before, text in zip(led.announced, led.announced[1:], strict=False))
    ring = led.window._leading._ring
    assert QAccessible.queryAccessibleInterface(ring).text(QAccessible.Text.Name) == "Time left"


def test_the_sides_are_told_in_words() -> None:
    led = Led()
    led.passes(27)
    chips = led.window._leading._chips
    told = QAccessible.queryAccessibleInterface(chips).text(QAccessible.Text.Name)
    assert told == "Left side: done · Right side: now"


# -- the end ------------------------------------------------------------------------


def test_at_the_end_it_says_what_was_done_and_leaves_by_itself() -> None:
    led = Led()
    led.window.end(DONE)
    assert led.labels == [
        "Done",
        "Left side 20 s\nRight side 20 s",
        "Stretching: 1 of 3 days this week",
        "Nicely done.",
    ]
    assert led.window._closes.interval() == DONE.seconds * 1000
    led.window._closes.timeout.emit()
    assert led.left == 1


def test_ended_early_it_says_that_it_counts() -> None:
    led = Led()
    led.window.end(replace(DONE, outcome=Outcome.PARTLY, said=""))
    assert led.labels[0] == "Ended early. What you did counts."


def test_where_hardly_anything_was_done_there_is_nothing_to_say() -> None:
    led = Led()
    led.window.end(replace(DONE, outcome=None))
    assert led.left == 1


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Space])
def test_a_key_closes_the_last_page(key: Qt.Key) -> None:
    led = Led()
    led.window.end(DONE)
    QTest.keyClick(led.window.focusWidget() or led.window, key)
    assert (led.asked, led.left) == ([], 1)


def test_after_the_end_it_can_lead_again() -> None:
    led = Led()
    led.window.end(DONE)
    led._tell()
    assert "Standing QL stretch" in led.labels
    assert not led.window._closes.isActive()


def test_what_was_walked_is_told_for_the_day() -> None:
    page = Closing()
    page.show_over(replace(DONE, targets=(Standing("walk", 600, 1200), Standing("ball", 0, 2))))
    assert "Walking: 10 min of 20 min today" in page.told
    assert "Ball" not in page.told


def test_without_a_drawing_it_leads_all_the_same() -> None:
    """The plain break has none."""
    led = Led(Suggestion(PLAIN, (Part(PLAIN, 30.0),)))
    led.passes(10)
    assert {PLAIN.name, "0:20 left"} <= set(led.labels)


def long_words(suggestion: Suggestion) -> Suggestion:
    """The same as long as German may be."""
    parts = tuple(
        replace(
            part,
            movement=replace(
                part.movement,
                name="Dehnung des Lendenmuskels im Stehen, zur Seite",
                steps=tuple(f"Rumpfseitenbeugung: {step} Gleichmäßig weiteratmen." for step in part.movement.steps),
            ),
        )
        for part in suggestion.parts
    )
    return replace(suggestion, parts=parts)


def contrast(one: QColor, other: QColor) -> float:
    """As WCAG 2 has it."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
