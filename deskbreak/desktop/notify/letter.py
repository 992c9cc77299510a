"""A notice as one server has to be given it: the arguments of its method Notify."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from deskbreak.desktop.notify.picture import image_data
from deskbreak.desktop.notify.servers import Server
from deskbreak.ports.notices import Notice

SIGNATURE = "susssasa{sv}i"
NORMAL, CRITICAL = 1, 2
NEVER = 0
"""The expire_timeout of what has to stay."""
PASSING = 15_000
"""That of all else, in milliseconds: left to themselves, some servers keep everything."""
DEFAULT = "default"
"""The action of a click on the notice. Its name is given by the specification, so it cannot carry a number."""
LONGEST_TITLE, LONGEST_BODY = 120, 1000
"""Letters. More would make a notice that covers the screen."""
# html.escape and its likes would bring megabytes of modules along.
MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
UNFIT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""A bus ends the connection that sends a zero; servers show nothing of a text that is no XML for the others."""

Action = tuple[str, str]


def letter(notice: Notice, number: int, replaces: int, icon: Path, to: Server) -> tuple[Any, ...]:
    """`number` marks the buttons as those of this notice, `replaces` is the id it takes the place of, or 0."""
    words = [notice.body] if to.buttons else [notice.body, notice.unbuttoned.get(to.click, "")]
    if notice.click is None:
        # How to answer, where no click does: some servers show only the beginning of a long text.
        words.reverse()
    body = fit("\n".join(filter(None, words)), LONGEST_BODY)
    return (
        "deskbreak",
        replaces,
        fit(str(icon)),
        fit(notice.title, LONGEST_TITLE),
        body.translate(MARKUP) if to.markup else body,
        [word for action in _actions(notice, number, to) for word in action],
        _hints(notice, to),
        NEVER if notice.stays else PASSING,
    )


def pressed(action: str, number: int) -> int | None:
    """Which button of the notice of this number was pressed: from 0; None for one of another notice."""
    index, _, of = action.partition(":")
    return int(index) if of == str(number) and index.isdecimal() else None


def fit(text: str, longest: int = 4096) -> str:
    """What may be sent of a text, which may hold anything that the name of a file may."""
    sent = UNFIT.sub(" ", text.encode(errors="replace").decode())
    return sent if len(sent) <= longest else f"{sent[: longest - 1]}…"


def _actions(notice: Notice, number: int, to: Server) -> list[Action]:
    """A menu of actions has each thing once, where buttons have the click on the notice besides."""
    if not to.actions:
        return []
    with_click = notice.click is not None and not to.default_is_button
    same = [button.label for button in notice.buttons if button.request == notice.click]
    actions = [
        (f"{index}:{number}", fit(button.label))
        for index, button in enumerate(notice.buttons)
        if to.buttons or button.request != notice.click
    ]
    return [(DEFAULT, fit("".join(same[:1]))), *actions] if with_click else actions


def _hints(notice: Notice, to: Server) -> dict[str, tuple[str, Any]]:
    hints: dict[str, tuple[str, Any]] = {
        "urgency": ("y", CRITICAL if notice.stays and to.only_critical_stays else NORMAL),
        "desktop-entry": ("s", "deskbreak"),
        "category": ("s", "deskbreak.reminder"),
    }
    if not notice.stays:
        # What tells how things stand now is worth nothing in a list of what was missed.
        hints["transient"] = ("b", True)
    pixels = image_data(notice.picture, to.picture) if notice.picture else None
    if pixels is not None:
        hints["image-data"] = ("(iiibiiay)", pixels)
    if to.gauge and notice.share is not None:
        hints["value"] = ("i", round(100 * notice.share))
    return hints
