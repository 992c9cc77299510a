"""Colours and sizes of the windows, on light and on dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

PLAIN, BOLD = QFont.Weight.Normal, QFont.Weight.DemiBold


@dataclass(frozen=True, slots=True)
class Look:
    """What a window is painted in. Text keeps a contrast of 4.5 to 1 at least on `ground` and on `card`."""

    name: str
    """As the figure calls it."""
    ground: QColor
    card: QColor
    line: QColor
    text: QColor
    faint: QColor
    accent: QColor
    on_accent: QColor
    change: QColor
    """For the moments at which one has to do something else."""
    on_change: QColor


LIGHT = Look(
    "light",
    ground=QColor("#f1efea"),
    card=QColor("#faf9f6"),
    line=QColor("#dcd8cf"),
    text=QColor("#23262e"),
    faint=QColor("#5c6270"),
    accent=QColor("#1d7380"),
    on_accent=QColor("#ffffff"),
    change=QColor("#b4501a"),
    on_change=QColor("#ffffff"),
)
DARK = Look(
    "dark",
    ground=QColor("#1b1d23"),
    card=QColor("#24262e"),
    line=QColor("#3a3e49"),
    text=QColor("#eeeff3"),
    faint=QColor("#a9afbd"),
    accent=QColor("#63c5d1"),
    on_accent=QColor("#0e2a2e"),
    change=QColor("#f0a060"),
    on_change=QColor("#33190a"),
)


def style(look: Look) -> str:
    """The same for labels, by their property `ink`, and for buttons with words."""
    colours = {name: getattr(look, name).name() for name in INKS}
    inks = "".join(f'QLabel[ink="{name}"] {{ color: {colour}; }}' for name, colour in colours.items())
    return inks + STYLE.format(**colours)


def call_style(look: Look) -> str:
    """A label that calls for something."""
    return f"color: {look.on_change.name()}; background: {look.change.name()}; border-radius: 12px;"


def font(pixels: int, weight: QFont.Weight = PLAIN) -> QFont:
    """The desktop's own, in this size."""
    made = QFont()
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


INKS = ("card", "line", "text", "faint", "accent", "on_accent", "change", "on_change")
STYLE = """
    QToolTip {{ color: {text}; background: {card}; border: 1px solid {line}; padding: 3px; }}
    QPushButton {{ border: 1px solid {line}; border-radius: 17px; padding: 7px 16px; font-size: 15px;
                   color: {text}; background: {card}; }}
    QPushButton:hover {{ border-color: {faint}; }}
    QPushButton:focus {{ border: 2px solid {text}; padding: 6px 15px; }}
"""
