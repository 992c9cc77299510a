"""The library as the program uses it."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from deskbreak import places
from deskbreak.core.effects import Asking
from deskbreak.core.movement import Sides
from deskbreak.errors import DeskbreakError
from deskbreak.library.load import library, messages, movements, plain_break
from tests.library.files import CONFIG, SAFE_ROUTINE, edited, shipped, written

LIBRARY = library(CONFIG)


def test_all_of_it_is_there() -> None:
    assert len(LIBRARY.movements) == 36
    assert len(LIBRARY.routines) == 14
    assert LIBRARY.own == frozenset()
    assert LIBRARY.mistakes == ()
    assert [movement.id for movement in movements(CONFIG)] == sorted(LIBRARY.movements)


def test_a_movement_is_whole() -> None:
    movement = LIBRARY.movements["supine-knee-to-chest"]
    assert movement.name == "Supine knee-to-chest stretch"
    assert (movement.context, movement.kind, movement.family, movement.level) == ("floor", "stretch", "knee-hug", 1)
    assert movement.sides is Sides.EACH
    assert (movement.dose.hold_s, movement.dose.seconds_per_side, movement.dose.seconds_total) == (20, 20, 40)
    assert movement.target[0] == "quadratus lumborum of the straight-leg side"
    assert movement.seed_derived
    assert not movement.discreet
    assert movement.contraindications is not None
    assert "kidney-trouble" not in movement.contraindications.withhold
    assert movement.contraindications.withhold[:2] == ("acute-pain", "leg-symptoms")


def test_the_rest_of_it_is_read_when_it_is_asked_for() -> None:
    details = LIBRARY.details("supine-knee-to-chest")
    assert [source.type for source in details.sources][:2] == ["seed", "seed"]
    labels = [frame.label for frame in details.animation.frames]
    assert (labels[0], labels[-1]) == ("start", "end")
    assert len(details.animation.frames[0].pose) >= 14
    assert details.breathing
    assert len(details.mistakes) == 3
    assert LIBRARY.routine_details("butt-walk-programme").seed_basis[0].startswith("004: ")


def test_the_addresses_of_sources_are_as_one_types_them() -> None:
    sources = [source for id in LIBRARY.movements for source in LIBRARY.details(id).sources]
    hosts = {urlsplit(source.url).netloc for source in sources if source.url}
    assert len(hosts) > 5
    assert [host for host in hosts if host.endswith(".") or "." not in host] == []


def test_a_routine_is_withheld_as_the_strictest_of_its_movements() -> None:
    evening = LIBRARY.routines["ball-release-evening"]
    assert " ".join(evening.blocked_for) == (
        "acute-pain bleeding-risk extension-sensitive hernia-postpartum hip-replacement kidney-trouble "
        "leg-symptoms osteoporosis pregnant recent-surgery"
    )
    assert evening.manual_only_for == ("dizzy-balance", "knee", "long-lasting-pain")
    assert LIBRARY.routines["gentle-day-2m"].blocked_for == ()


def test_a_plain_break_needs_nothing() -> None:
    assert plain_break(CONFIG).sides is Sides.BOTH


def test_every_way_of_asking_has_a_title_that_is_always_true() -> None:
    titles = messages(CONFIG)
    for asking in Asking:
        assert [message for message in titles if message.asking is asking and not message.when]


@pytest.mark.parametrize("text", ["name = 3", "name =", 'name = "A"'])
def test_a_broken_shipped_file_is_named_with_the_reason(tmp_path: Path, text: str) -> None:
    written(tmp_path, "movements/bad.toml", text)
    with pytest.raises(DeskbreakError, match=r"bad\.toml"):
        movements(tmp_path)


def test_files_of_ones_own_are_merged_in(tmp_path: Path) -> None:
    written(tmp_path, "movements/my-bend.toml", edited("seated-side-bend", {"name": '"My bend"'}))
    written(tmp_path, "movements/cat-cow.toml", edited("cat-cow", {"name": '"Cat and cow"'}))
    written(tmp_path, "routines/mine.toml", SAFE_ROUTINE.replace("stand-and-shift", "my-bend").replace("both", "left"))
    written(tmp_path, "notes.txt", "not ours")
    merged = library(CONFIG, tmp_path)
    assert merged.movements["my-bend"].name == "My bend"
    assert merged.movements["cat-cow"].name == "Cat and cow"
    assert len(merged.movements) == 37
    assert merged.own == {"my-bend", "cat-cow"}
    assert [mistake.file for mistake in merged.mistakes] == ["routines/mine.toml"]
    assert merged.details("my-bend").sources == LIBRARY.details("seated-side-bend").sources
    assert merged.details("seated-side-bend") == LIBRARY.details("seated-side-bend")


def test_what_a_file_costs_is_bounded(tmp_path: Path) -> None:
    """In calls, which are the same on every machine: five thousand files are loaded at each start."""

    def calls(files: int) -> int:
        for number in range(files):
            written(tmp_path, f"movements/m{number}.toml", shipped("seated-side-bend"))
        found = [0]

        def count(_frame: object, event: str, _what: object) -> None:
            found[0] += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            library(CONFIG, tmp_path)
        finally:
            sys.setprofile(None)
        return found[0]

    calls(1)
    few, many = calls(10), calls(30)
    assert 100 < (many - few) / 20 < 500


def test_no_folder_of_ones_own_is_no_mistake(tmp_path: Path) -> None:
    assert library(CONFIG, tmp_path / "missing") == LIBRARY


def test_the_users_folder_lies_beside_the_settings() -> None:
    assert places.own_content() == places.settings_file().parent
