"""What a check-in may tell is read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak.core.checkin import TOPICS
from deskbreak.errors import DeskbreakError
from deskbreak.library.checkin import mistakes, questions
from deskbreak.library.safety import safety
from tests.library.files import CONFIG, written


def test_ours_is_read_in_its_order() -> None:
    known = questions(CONFIG)
    assert tuple(topic.id for topic in known.topic) == TOPICS
    assert known.of("since").one
    assert not known.of("quality").one
    assert {*known.self_check.withheld} < safety(CONFIG).condition_ids()


@pytest.mark.parametrize("text", ["", "topic =", "[[topic]]\nid = 3"])
def test_a_file_that_cannot_be_used_says_so(text: str, tmp_path: Path) -> None:
    file = written(tmp_path, "checkin.toml", text)
    with pytest.raises(DeskbreakError, match=r"checkin\.toml cannot be used"):
        questions(tmp_path)
    assert [*mistakes(str(file), ())]


def test_no_file_is_a_mistake(tmp_path: Path) -> None:
    assert [mistake.rule for mistake in mistakes(str(tmp_path / "checkin.toml"), ())] == ["reading"]
