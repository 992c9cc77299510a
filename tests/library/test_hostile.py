"""Files from anywhere: each is refused with a reason, the others are used, and nothing of it is fatal or slow."""

from __future__ import annotations

import os
import signal
import tomllib
from functools import partial
from pathlib import Path

import pytest

from deskbreak.errors import DeskbreakError
from deskbreak.library import reading
from deskbreak.library.check import check_folder, check_path
from deskbreak.library.entries import looked_at_movement
from deskbreak.library.folder import MOST_FILES
from deskbreak.library.load import library, movements
from deskbreak.library.mistake import MOST_GUESSES, MOST_TOLD
from deskbreak.library.reading import LONGEST_ID, MAX_BYTES, MOST_BYTES, Refused, Room, read
from tests.library.files import CONFIG, SAFE_ROUTINE, edited, shipped, written

BEND = shipped("seated-side-bend").encode()
ITEM = SAFE_ROUTINE[SAFE_ROUTINE.index("[[items]]") :]
FILES: tuple[tuple[str, str, bytes], ...] = (
    ("size", "movements/huge.toml", BEND + b"#" * MAX_BYTES),
    ("depth", "movements/deep.toml", b"a = " + b"[" * 9000 + b"]" * 9000),
    ("depth", "movements/rather-deep.toml", b"a = " + b"[" * 20 + b"]" * 20),
    ("depth", "movements/dotted.toml", b"a." * 9000 + b"a = 1"),
    ("utf-8", "movements/latin.toml", BEND.replace(b"Seated", b"S\xe4ated")),
    ("toml", "movements/torn.toml", BEND[:200]),
    ("toml", "movements/twice.toml", b'name = "a"\nname = "b"\n'),
    ("toml", "movements/numbers.toml", b"level = " + b"9" * 9000),
    ("characters", "movements/escape.toml", BEND.replace(b"Seated", b"\x1b[31mSeated")),
    ("characters", "movements/hidden-escape.toml", BEND.replace(b"Seated", b"\\u001b[31mSeated")),
    ("characters", "movements/turned.toml", BEND.replace(b"Seated", "\u202eSeated".encode())),
    ("characters", "movements/hidden-turned.toml", BEND.replace(b"Seated", b"\\u202eSeated")),
    ("id", "movements/Capital.toml", BEND),
    ("id", "movements/..toml", BEND),
    ("id", "movements/-.toml", BEND),
    ("id", "movements/a b.toml", BEND),
    ("id", f"movements/{41 * 'a'}.toml", BEND),
    ("id", "movements/\x1b[31m.toml", BEND),
    ("id", "movements/plain.toml", BEND),
    ("id", "movements/con.toml", BEND),
    ("id", "movements/com1.toml", BEND),
    ("id", "routines/plain.toml", SAFE_ROUTINE.encode()),
    ("missing", "movements/empty.toml", b""),
    ("kind", "movements/big.toml", BEND.replace(b"level = 1", b"level = 1e300")),
    ("kind", "movements/infinite.toml", BEND.replace(b"cycle_s = 6", b"cycle_s = inf")),
    ("kind", "movements/too-many.toml", BEND.replace(b"sets = 1", b"sets = 1" + b"0" * 400)),
    ("unknown-key", "movements/other.toml", b'[server]\nhost = "x"\n' + BEND),
    ("numbers", "routines/long.toml", (SAFE_ROUTINE + ITEM * 60).encode()),
    ("more", "movements/many.toml", BEND + b"".join(b"[t%d]\n" % number for number in range(5000))),
    ("known-ids", "routines/trick.toml", SAFE_ROUTINE.replace("stand-and-shift", "../../movements/cat-cow").encode()),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "name", "data"), FILES, ids=[f"{rule}-{name[:40]!r}" for rule, name, _data in FILES])
def test_it_is_refused_with_a_reason_and_the_rest_is_used(tmp_path: Path, rule: str, name: str, data: bytes) -> None:
    (tmp_path / "routines").mkdir()
    written(tmp_path, "movements/good.toml", BEND.decode())
    (tmp_path / name).write_bytes(data)
    merged = library(CONFIG, tmp_path)
    assert rule in {mistake.rule for mistake in merged.mistakes}
    assert merged.own == {"good"}
    told = "\n".join(map(str, merged.mistakes))
    assert told == "\n".join(map(str, check_folder(tmp_path, CONFIG)))
    assert all(character.isprintable() or character == "\n" for character in told)
    assert len(told) < 2000


UNSEEN = (
    *("ad", "34f", "115f", "1160", "180e", "2028", "202e", "2066", "3164", "fe0f", "feff", "ffa0", "fff9", "fffb"),
    *("e0001", "e0041", "e007f", "e0100", "10fffd"),
)


@pytest.mark.parametrize("written_out", [True, False])
@pytest.mark.parametrize("code", UNSEEN)
def test_nothing_has_a_name_with_what_nobody_sees(tmp_path: Path, code: str, written_out: bool) -> None:
    letter = chr(int(code, 16)) if written_out else f"\\U{code:0>8}"
    file = written(tmp_path, "mine.toml", edited("seated-side-bend", {"name": f'"My{letter} bend"'}))
    with pytest.raises(Refused, match="invisible"):
        read(str(file))


def test_letters_of_every_language_are_fine(tmp_path: Path) -> None:
    name = "Ēlān é ß Ω и 한 ひ 中 ไทย हिन्दी 🙂 – … “x”"
    file = written(tmp_path, "mine.toml", edited("seated-side-bend", {"name": f'"{name}"'}))
    assert read(str(file))["name"] == name


@pytest.mark.parametrize("target", ["outside.toml", "routines/inside.toml"])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, target: str) -> None:
    outside = written(tmp_path, target, BEND.decode())
    own = tmp_path / "movements"
    own.mkdir()
    (own / "linked.toml").symlink_to(outside)
    (own / "dangling.toml").symlink_to(tmp_path / "nowhere")
    found = {mistake.file: mistake.rule for mistake in library(CONFIG, tmp_path).mistakes}
    assert found["movements/linked.toml"] == "link"
    assert found["movements/dangling.toml"] == "link"


def test_a_folder_that_is_a_link_and_links_within_it_are_fine(tmp_path: Path) -> None:
    written(tmp_path, "dotfiles/movements/mine.toml", BEND.decode())
    (tmp_path / "dotfiles" / "movements" / "also.toml").symlink_to("mine.toml")
    (tmp_path / "own").symlink_to(tmp_path / "dotfiles")
    assert library(CONFIG, tmp_path / "own").own == {"mine", "also"}


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "movements" / "folder.toml").mkdir(parents=True)
    os.mkfifo(tmp_path / "movements" / "pipe.toml")
    merged = library(CONFIG, tmp_path)
    assert [mistake.rule for mistake in merged.mistakes] == ["reading", "reading"]


@pytest.mark.parametrize("other", ["movements", "routines"])
def test_a_folder_that_cannot_be_read_is_told_and_the_rest_is_used(tmp_path: Path, other: str) -> None:
    folder = {"movements": "routines", "routines": "movements"}[other]
    written(tmp_path, f"{other}/mine.toml", SAFE_ROUTINE if other == "routines" else BEND.decode())
    (tmp_path / folder).symlink_to(folder)
    merged = library(CONFIG, tmp_path)
    assert [(mistake.file, mistake.rule) for mistake in merged.mistakes] == [(folder, "reading")]
    assert merged.own == {"mine"}
    assert check_path(tmp_path, CONFIG) == list(merged.mistakes)
    (tmp_path / other / "mine.toml").unlink()
    assert len(library(CONFIG, tmp_path).mistakes) == 1


def test_a_shipped_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "movements").symlink_to("movements")
    with pytest.raises(DeskbreakError, match="movements cannot be used"):
        movements(tmp_path)


def test_what_takes_the_place_of_a_file_while_it_is_read_blocks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, "movements/mine.toml", BEND.decode())
    look_at = reading._look_at

    def swapped(path: str) -> None:
        look_at(path)
        file.unlink()
        os.mkfifo(file)

    monkeypatch.setattr(reading, "_look_at", swapped)
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waits for somebody who writes"))
    signal.alarm(20)
    with pytest.raises(Refused, match="not a file"):
        read(str(file))
    signal.alarm(0)


def test_folders_that_are_files_are_no_folders(tmp_path: Path) -> None:
    written(tmp_path, "movements", "")
    (tmp_path / "routines").mkdir()
    assert library(CONFIG, tmp_path).mistakes == ()


def test_what_hangs_on_a_bad_file_is_left_out_with_it(tmp_path: Path) -> None:
    written(tmp_path, "movements/bad.toml", edited("cat-cow", {"level": "9"}))
    hangs = shipped("cat-cow").replace('id = "seated-cat-cow"', 'id = "bad"')
    written(tmp_path, "movements/hangs.toml", hangs)
    too = (
        SAFE_ROUTINE.replace("stand-and-shift", "hangs").replace("standing", "floor")
        + '\n[ladder]\ngroup = "g"\nstep = 1\n'
    )
    written(tmp_path, "routines/hangs-too.toml", too.replace("[[items]]", "needs_floor = true\n\n[[items]]"))
    merged = library(CONFIG, tmp_path)
    assert merged.own == frozenset()
    assert [(mistake.file, mistake.rule) for mistake in merged.mistakes] == [
        ("movements/bad.toml", "numbers"),
        ("movements/hangs.toml", "known-ids"),
        ("routines/hangs-too.toml", "known-ids"),
    ]


def test_a_long_name_is_left_out_like_any_other(tmp_path: Path) -> None:
    longest = LONGEST_ID * "a"
    written(tmp_path, f"movements/{longest}.toml", edited("cat-cow", {"level": "9"}))
    merged = library(CONFIG, tmp_path)
    assert merged.own == frozenset()
    assert [mistake.file for mistake in merged.mistakes] == [f"movements/{longest}.toml"]


def test_a_long_chain_on_a_bad_file_is_not_followed_for_ever(tmp_path: Path) -> None:
    for number in range(40):
        text = shipped("cat-cow").replace('id = "seated-cat-cow"', f'id = "m{number + 1}"')
        written(tmp_path, f"movements/m{number}.toml", text)
    merged = library(CONFIG, tmp_path)
    assert merged.own == frozenset()
    assert merged.mistakes[-1].rule == "tangled"


def test_what_would_break_our_routines_is_left_out(tmp_path: Path) -> None:
    written(tmp_path, "movements/standing-ql-stretch.toml", shipped("cat-cow"))
    merged = library(CONFIG, tmp_path)
    assert merged.movements["standing-ql-stretch"].name == "Standing QL stretch"
    assert {mistake.rule for mistake in merged.mistakes} == {"replaced"}
    assert merged.routines["stand-side-bend-30s"].duration_s == 30


def test_more_files_than_anybody_has_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.library.folder.MOST_FILES", 3)
    for number in range(5):
        written(tmp_path, f"movements/m{number}.toml", BEND.decode())
    merged = library(CONFIG, tmp_path)
    assert merged.own == {"m0", "m1", "m2"}
    assert [(mistake.file, mistake.rule) for mistake in merged.mistakes] == [("movements/m3.toml", "count")]
    assert MOST_FILES >= 5000


def test_no_more_is_read_of_a_folder_than_there_is_room_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.library.folder.Room", partial(Room, bytes=2 * len(BEND)))
    for number in range(5):
        written(tmp_path, f"movements/m{number}.toml", BEND.decode())
    merged = library(CONFIG, tmp_path)
    assert merged.own == {"m0", "m1"}
    assert [(mistake.file, mistake.rule) for mistake in merged.mistakes] == [("movements/m2.toml", "count")]
    ours = [file.stat().st_size for file in (CONFIG / "movements").iterdir()]
    assert MOST_FILES * sum(ours) / len(ours) < MOST_BYTES


def test_little_of_a_folder_is_read_by_tomllib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = BEND.decode().replace('"Seated side bend"', "'My bend'")
    monkeypatch.setattr("deskbreak.library.folder.Room", partial(Room, other_bytes=2 * len(other)))
    for number in range(4):
        written(tmp_path, f"movements/m{number}.toml", other)
    written(tmp_path, "movements/plainly.toml", BEND.decode())
    merged = library(CONFIG, tmp_path)
    assert merged.own == {"m0", "m1", "plainly"}
    left_out = [("movements/m2.toml", "count"), ("movements/m3.toml", "count")]
    assert [(mistake.file, mistake.rule) for mistake in merged.mistakes] == left_out


def test_what_was_meant_is_looked_for_a_few_times_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for = []
    monkeypatch.setattr("deskbreak.library.mistake.near", lambda value, _known: looked_for.append(value))
    for number in range(MOST_GUESSES + 10):
        text = shipped("cat-cow").replace('id = "seated-cat-cow"', f'id = "no-{number}"')
        written(tmp_path, f"movements/m{number}.toml", text)
    for mistakes in (lambda: library(CONFIG, tmp_path).mistakes, lambda: check_folder(tmp_path, CONFIG)):
        assert len(mistakes()) == MOST_GUESSES + 10
        assert len(looked_for) == MOST_GUESSES
        looked_for.clear()


def test_no_more_mistakes_of_a_file_are_worked_out_than_are_told() -> None:
    for key in ("tags", "x"):
        tables = tomllib.loads(BEND.decode()) | {key: ["rotaton"] * 5000}
        assert len(looked_at_movement(tables, "mine").slips) <= MOST_TOLD + 1
    tables = tomllib.loads(BEND.decode()) | {f"x{number}": 1 for number in range(5000)}
    assert len(looked_at_movement(tables, "mine").slips) == MOST_TOLD + 1


def test_a_file_that_went_bad_later_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, "movements/mine.toml", BEND.decode())
    merged = library(CONFIG, tmp_path)
    file.write_bytes(b"\xff")
    with pytest.raises(Exception, match=r"mine\.toml cannot be used"):
        merged.details("mine")


def test_windows_line_ends_and_a_byte_order_mark_are_fine(tmp_path: Path) -> None:
    (tmp_path / "movements").mkdir()
    (tmp_path / "movements" / "mine.toml").write_bytes(b"\xef\xbb\xbf" + BEND.replace(b"\n", b"\r\n"))
    assert library(CONFIG, tmp_path).own == {"mine"}


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read(str(tmp_path / "missing.toml"))
