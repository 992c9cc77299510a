"""Pictures for the notices: has them drawn beforehand, by a program beside this one, and says where they lie.

Nothing waits for a picture. One that is not there when its reminder comes is drawn for the next time.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from deskbreak import __version__, places
from deskbreak.app.errand import Errand, send
from deskbreak.core.movement import PLAIN
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.core.view import View
from deskbreak.desktop.notify.picture import is_drawn
from deskbreak.errors import DeskbreakError
from deskbreak.ports.loop import Clock
from deskbreak.words import _

log = logging.getLogger(__name__)

MODULE = "deskbreak.app.draw_picture"
AHEAD = 90.0
"""Seconds before a reminder from which on its picture is drawn: views come once a minute at least."""
AGAIN_AFTER = 3600.0
"""Seconds after which one that could not be drawn is tried again: the machine may have had too much to do."""
TRIES = 3
"""Of one picture, for as long as this program runs."""
DRAWN_WITHIN = 60.0
"""Seconds; it takes a third of one, and a few beside others who work hard. Somebody's own movement may never end."""


class Pictures:
    """A `Timed`; told each view, and asked for the picture of what is suggested."""

    def __init__(
        self,
        clock: Clock,
        movement_file: Callable[[str], str],
        coming: Callable[[], Suggestion],
        are_wanted: Callable[[], bool],
        module: str = MODULE,
    ) -> None:
        """`movement_file`: where a movement stands; `coming`: what the next break is to be given."""
        self._clock = clock
        self._movement_file = movement_file
        self._coming = coming
        self._are_wanted = are_wanted
        self._module = module
        self._is_soon = False
        """Whether there is a reminder soon, so that its picture was seen to."""
        self._drawing: tuple[Path, Errand] | None = None
        self._failed: dict[Path, list[float]] = {}
        """When each that could not be drawn was tried."""
        self.deadline: float | None = None
        """When the one that is being drawn has to be there."""

    def __call__(self, view: View, now: float) -> None:
        """See to the picture of a reminder that comes soon."""
        due_in = view.due_in(now)
        was_soon, self._is_soon = self._is_soon, due_in is not None and due_in <= AHEAD
        if self._is_soon and not was_soon and self._are_wanted():
            self.of(self._coming())

    def of(self, suggestion: Suggestion) -> Path | None:
        """Where the picture of this lies, or will soon; None where there is to be none."""
        shown = suggestion.parts[0]
        if not self._are_wanted() or not _may_be_seen(suggestion):
            return None
        file = Path(self._movement_file(shown.movement.id))
        try:
            picture = places.pictures() / _name(shown, file)
        except OSError as error:
            # Not which: others read a log that somebody shows them.
            log.info("no picture of a movement whose file cannot be read: %s", error.strerror)
            return None
        if not is_drawn(picture):
            self._draw(picture, shown, file)
        return picture

    def on_time(self, _now: float) -> None:
        """It takes too long."""
        self.look()
        if self._drawing is not None:
            log.warning("a picture takes too long to draw")
            self._drawing[1].kill()
            self.deadline = None

    def look(self) -> None:
        """See whether it has ended, so that it does not stay as a zombie. Its end wakes the loop."""
        if self._drawing is None:
            return
        picture, errand = self._drawing
        code = errand.poll()
        if code is None:
            return
        self._drawing = self.deadline = None
        if not is_drawn(picture):
            log.warning("a picture could not be drawn (exit code %s)", code)
            self._fails(picture)

    def close(self) -> None:
        """Whatever is being drawn is not needed any more."""
        if self._drawing is not None:
            self._drawing[1].kill()

    def erase(self) -> None:
        """Remove all of them, also the one that is being drawn. DeskbreakError when some may be left."""
        if self._drawing is not None:
            errand = self._drawing[1]
            errand.kill()
            # Until it has ended, it may still put down what it has.
            errand.wait()
            self._drawing = self.deadline = None
        self._failed.clear()
        erase_pictures()

    def _may_be_tried(self, picture: Path) -> bool:
        tried = self._failed.get(picture, [])
        return not tried or (len(tried) < TRIES and self._clock.now() >= tried[-1] + AGAIN_AFTER)

    def _fails(self, picture: Path) -> None:
        self._failed.setdefault(picture, []).append(self._clock.now())

    def _draw(self, picture: Path, part: Part, file: Path) -> None:
        self.look()
        if self._drawing is not None or not self._may_be_tried(picture):
            return
        job = {"file": str(file), "target": part.movement.target, "side": part.side, "picture": str(picture)}
        try:
            self._drawing = picture, send(self._module, json.dumps(job).encode())
        except OSError as error:
            log.warning("no picture can be drawn: %s", error)
            self._fails(picture)
        else:
            self.deadline = self._clock.now() + DRAWN_WITHIN


def erase_pictures() -> None:
    """Remove all that were drawn: they tell what was suggested. DeskbreakError when some are left."""
    # Imported here: what is seldom used costs the resident program no memory.
    from shutil import rmtree

    folder = places.pictures()
    try:
        rmtree(folder)
    except FileNotFoundError:
        pass  # None was ever drawn.
    except OSError as error:
        raise DeskbreakError(
            _("The history is forgotten, but not the pictures of movements in {folder} ({why}).").format(
                folder=folder, why=error.strerror or error
            ),
            _("Remove that folder yourself: they tell what was suggested to you."),
        ) from error


def _may_be_seen(suggestion: Suggestion) -> bool:
    """What is called by another name where others look on is not shown to them either."""
    what, first = suggestion.what, suggestion.parts[0].movement
    return what.id != PLAIN and not what.notice_name and not first.notice_name


def _name(part: Part, file: Path) -> str:
    """Tells which it is, and what it is drawn from: another drawing is another file. OSError if that is gone."""
    print_of_all = zlib.crc32(file.read_bytes(), _print_of_the_figure())
    return f"{part.movement.id}.{part.side or 'both'}.{print_of_all:08x}"


@cache
def _print_of_the_figure() -> int:
    """Of all that draws it; of its version alone where there is no source."""
    sources = sorted((places.PACKAGE / "figure").glob("*.py"))
    found = zlib.crc32(__version__.encode())
    for source in sources:
        found = zlib.crc32(source.read_bytes(), found)
    return found
