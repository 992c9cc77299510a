"""Pictures beside the resident program: drawn in time, drawn anew where they have to be, and never waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak import places
from deskbreak.app import pictures as module
from deskbreak.app.pictures import AGAIN_AFTER, AHEAD, DRAWN_WITHIN, MODULE, TRIES, Pictures
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.movement import Side
from deskbreak.core.suggestion import Suggestion
from deskbreak.desktop.notify.picture import files, is_drawn
from deskbreak.errors import DeskbreakError
from tests.app.inside import Inside
from tests.offered import LIBRARY, PLAIN, suggested
from tests.virtual import VirtualClock

STRETCH = suggested("standing-ql-stretch")
PATIENCE = 30.0
STUBBORN = "import time\nwhile True: time.sleep(60)\n"
USELESS = "raise SystemExit(3)\n"


class Beside:
    """Pictures of a break that comes, in a cache of the test's own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self._monkeypatch = folder, monkeypatch
        self.cache = folder / "cache"
        self.clock = VirtualClock()
        self.engine = Engine(Rules(), self.clock.now())
        self.coming, self.wanted, self.asked = STRETCH, True, 0
        self.own = folder / "own.toml"
        self.own.write_bytes((places.shipped("config") / "movements" / "standing-ql-stretch.toml").read_bytes())
        monkeypatch.setattr(places, "pictures", lambda: self.cache)
        self.pictures = self.begins()

    def begins(self, module: str = MODULE) -> Pictures:
        self.pictures = Pictures(self.clock, lambda _id: str(self.own), self._comes, lambda: self.wanted, module)
        return self.pictures

    def drawn_by(self, code: str) -> None:
        """From now on it is this program that is to draw."""
        (self.folder / "a_painter.py").write_text(code, encoding="utf-8")
        self._monkeypatch.setenv("PYTHONPATH", str(self.folder))
        self.begins("a_painter")

    def passes(self, seconds: float) -> None:
        """Somebody sits on, and is told how things stand."""
        self.clock.passes(seconds)
        self.pictures(self.engine.view(self.clock.now()), self.clock.now())

    @property
    def is_drawing(self) -> bool:
        self.pictures.look()
        return self.pictures.deadline is not None

    def settles(self) -> None:
        self.until(lambda: not self.is_drawing)

    def until(self, so: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not so():
            assert time.monotonic() < end, "it never came to that"
            time.sleep(0.01)

    def drawn(self, suggestion: Suggestion) -> Path:
        """Where it lies, drawn."""
        picture = self.pictures.of(suggestion)
        assert picture is not None
        self.settles()
        assert is_drawn(picture)
        return picture

    def _comes(self) -> Suggestion:
        self.asked += 1
        return self.coming


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    beside = Beside(tmp_path, monkeypatch)
    yield beside
    beside.pictures.close()
    beside.until(lambda: not beside.is_drawing)


def test_the_next_reminder_has_its_picture_before_it_comes(beside: Beside) -> None:
    beside.passes(1800 - AHEAD - 1)
    assert not beside.is_drawing
    beside.passes(2)
    beside.settles()
    picture = beside.pictures.of(STRETCH)
    assert picture is not None
    assert is_drawn(picture)
    beside.passes(60)
    assert beside.asked == 1, "the policy is asked once a reminder"


def test_a_picture_that_is_there_is_not_drawn_again(beside: Beside) -> None:
    picture = beside.drawn(STRETCH)
    written = {file: file.stat().st_ino for file in beside.cache.iterdir()}
    assert beside.begins().of(STRETCH) == picture
    assert not beside.is_drawing
    assert {file: file.stat().st_ino for file in beside.cache.iterdir()} == written


def test_nobody_waits_for_it_and_it_is_there_the_next_time(beside: Beside) -> None:
    beside.drawn_by(STUBBORN)
    picture = beside.pictures.of(STRETCH)
    assert picture is not None
    assert not is_drawn(picture)
    assert beside.is_drawing
    assert beside.pictures.of(suggested("stand-and-shift")) is not None, "one at a time"


def test_each_side_is_a_picture_of_its_own(beside: Beside) -> None:
    left, right = beside.drawn(STRETCH), beside.drawn(suggested("standing-ql-stretch", Side.RIGHT))
    assert [picture.name.split(".")[:2] for picture in (left, right)] == [
        ["standing-ql-stretch", "left"], ["standing-ql-stretch", "right"]
    ]  # fmt: skip
    one, other = (next(iter(files(picture))).read_bytes() for picture in (left, right))
    assert one != other
    assert is_drawn(left)


def test_an_edited_movement_is_drawn_anew_and_the_old_picture_goes(beside: Beside) -> None:
    before = beside.drawn(STRETCH)
    text = beside.own.read_text(encoding="utf-8")
    beside.own.write_text(text.replace("lumbar = ", "lumbar = 1", 1), encoding="utf-8")
    after = beside.drawn(STRETCH)
    assert after != before
    assert {file.name for file in beside.cache.iterdir()} == {file.name for file in files(after)}


def test_another_figure_draws_them_all_anew(
    beside: Beside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(module._print_of_the_figure.cache_clear)
    before = beside.pictures.of(STRETCH)
    (tmp_path / "figure").mkdir()
    (tmp_path / "figure" / "body.py").write_text("WIDER = 2\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(places, "PACKAGE", tmp_path)
        module._print_of_the_figure.cache_clear()
        assert beside.pictures.of(STRETCH) not in (None, before)


def test_a_broken_file_is_drawn_anew(beside: Beside) -> None:
    picture = beside.drawn(STRETCH)
    for file in files(picture):
        file.write_bytes(file.read_bytes()[:-1])
    assert not is_drawn(picture)
    assert beside.drawn(STRETCH) == picture


def named_for_others() -> Suggestion:
    movement = replace(LIBRARY.movements["standing-ql-stretch"], notice_name="A stretch")
    return suggested(movement)


@pytest.mark.parametrize("suggestion", [suggested(PLAIN), named_for_others()])
def test_what_is_nobodys_business_has_no_picture(beside: Beside, suggestion: Suggestion) -> None:
    assert beside.pictures.of(suggestion) is None
    assert not beside.is_drawing


def test_where_none_are_wanted_there_are_none(beside: Beside) -> None:
    beside.wanted = False
    beside.passes(1790)
    assert beside.pictures.of(STRETCH) is None
    assert (beside.asked, beside.is_drawing, beside.cache.exists()) == (0, False, False)


def test_without_its_file_there_is_none(beside: Beside) -> None:
    beside.own.unlink()
    assert beside.pictures.of(STRETCH) is None


def test_one_that_takes_too_long_is_ended_and_not_tried_again_at_once(beside: Beside) -> None:
    beside.drawn_by(STUBBORN)
    beside.pictures.of(STRETCH)
    assert beside.pictures.deadline == beside.clock.now() + DRAWN_WITHIN
    beside.clock.passes(DRAWN_WITHIN)
    beside.pictures.on_time(beside.clock.now())
    beside.settles()
    assert beside.pictures.of(STRETCH) is not None
    assert not beside.is_drawing


def test_one_that_fails_is_tried_again_once_its_file_is_another(beside: Beside) -> None:
    beside.drawn_by(USELESS)
    beside.pictures.of(STRETCH)
    beside.settles()
    beside.pictures.of(STRETCH)
    assert not beside.is_drawing
    beside.own.write_text(f"{beside.own.read_text(encoding='utf-8')}\n", encoding="utf-8")
    beside.pictures.of(STRETCH)
    assert beside.is_drawing


def test_one_that_fails_is_tried_again_some_hours_later_but_not_for_ever(
    beside: Beside, caplog: pytest.LogCaptureFixture
) -> None:
    beside.drawn_by(USELESS)
    for _try in range(TRIES):
        beside.pictures.of(STRETCH)
        assert beside.is_drawing
        beside.settles()
        beside.clock.passes(AGAIN_AFTER - 1)
        beside.pictures.of(STRETCH)
        assert not beside.is_drawing
        beside.clock.passes(1)
    beside.pictures.of(STRETCH)
    assert not beside.is_drawing
    assert "could not be drawn (exit code 3)" in caplog.text
    assert "stretch" not in caplog.text, "others read logs"


def test_the_log_names_no_picture_that_is_broken(beside: Beside, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    picture = beside.drawn(STRETCH)
    file = next(iter(files(picture)))
    file.write_bytes(b"no picture")
    assert not is_drawn(picture)
    file.unlink()
    file.mkdir()
    assert not is_drawn(picture)
    file.rmdir()
    beside.own.unlink()
    beside.pictures.of(STRETCH)
    assert len(caplog.messages) == 3
    assert "stretch" not in caplog.text
    assert "own.toml" not in caplog.text


def test_erased_are_all_of_them_and_the_one_that_is_being_drawn(beside: Beside) -> None:
    beside.drawn(STRETCH)
    beside.drawn_by(STUBBORN)
    beside.pictures.of(suggested("standing-ql-stretch", Side.RIGHT))
    assert beside.pictures._drawing is not None
    errand = beside.pictures._drawing[1]
    beside.pictures.erase()
    assert errand.poll() is not None
    assert (beside.is_drawing, beside.cache.exists()) == (False, False)
    beside.pictures.erase()


def test_what_could_not_be_drawn_is_forgotten_as_well(beside: Beside) -> None:
    beside.drawn_by(USELESS)
    beside.pictures.of(STRETCH)
    beside.settles()
    beside.pictures.erase()
    beside.pictures.of(STRETCH)
    assert beside.is_drawing


def test_pictures_that_cannot_be_removed_are_told_of_in_two_lines(beside: Beside) -> None:
    """A file stands in the place of their folder."""
    beside.cache.write_text("", encoding="utf-8")
    with pytest.raises(DeskbreakError) as told:
        beside.pictures.erase()
    assert str(beside.cache) in told.value.title
    assert told.value.hint.startswith("Remove that folder yourself")


def test_its_end_ends_what_it_began(beside: Beside) -> None:
    beside.drawn_by(STUBBORN)
    beside.pictures.of(STRETCH)
    beside.pictures.close()
    beside.settles()


def test_a_reminder_has_the_picture_of_what_it_names(whole: Inside) -> None:
    whole.carry_out.picture = lambda suggestion: Path(suggestion.id)
    whole.passes(30)
    # Not this one; then it is put away; and not this one either, which is told by itself.
    for answer in ("another", "put-away", "another"):
        assert whole.screen.shown is not None
        assert whole.screen.shown.picture == Path(whole.named())
        whole.ask({"do": answer})
    shown = whole.screen.all[-1]
    assert (shown.title, shown.picture) == ("Another movement", Path(whole.named()))


def test_what_the_policy_says_just_before_is_what_the_reminder_names(whole: Inside) -> None:
    """Otherwise the wrong picture would be drawn."""
    told = []
    for _ in range(4):
        whole.passes(29)
        ahead = whole.given.coming().id
        whole.passes(1.5)
        told.append((ahead, whole.named()))
        whole.ask({"do": "done"})
    assert [ahead for ahead, _named in told] == [named for _ahead, named in told]
