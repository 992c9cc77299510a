"""`deskbreak profile`: asked in a terminal, shown everywhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deskbreak.cli.questions import AT_HAND
from deskbreak.core.safety import THINGS
from tests.cli.asking import Asking
from tests.cli.shell import Shell

PASSED_OVER = 20
"""Place, standing, floor, things, sore side, and 15 conditions."""
FIRST = "On which days do you sit at home?"


def test_whatever_may_be_at_hand_is_asked_for() -> None:
    assert AT_HAND == THINGS


def settings(home: Path) -> dict[str, Any]:
    file = home / ".config" / "deskbreak" / "settings.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def test_without_a_terminal_it_shows(shell: Shell, tmp_path: Path) -> None:
    for words in (("profile",), ("profile", "--show")):
        said = shell(*words)
        assert said.returncode == 0
        assert "18 of 36 movements fit you." in said.stdout
        assert "Open, or rather not said: 15." in said.stdout
        assert "stays on this computer" in said.stdout
    assert settings(tmp_path) == {}


def test_what_is_told_is_kept_and_what_follows_is_shown(
    asking: Callable[..., Asking], shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / ".config" / "deskbreak" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("# mine\n[movements]\n# how long\nbudget_seconds = 45\n", encoding="utf-8")
    person = asking("profile")
    person.asked(FIRST, "wed fri")
    person.asked("Can you stand", "y")
    person.asked("get down on the floor", "yes")
    person.asked("What do you have at hand?", "chair, desk, door, wall, mat")
    person.asked("Which side is sore?", "l")
    person.asked("Is your back pain new", "n")
    for _ in range(2):
        person.asked("[yes/no/prefer not to say]", "n")
    person.asked("Are you pregnant?", "yes")
    assert "Nothing flat on the back" in person.until("Have you had an operation")
    for answer in ["p", *["no"] * 8]:
        person.asked("[yes/no/prefer not to say]", answer)
    said = person.asked("Do you have a hernia", "") + person.asked("spinal stenosis", "no") + person.rest()
    assert person.process.returncode == 0
    assert "At home: Wed, Fri" in said
    assert "Pregnant: leaves out 13" in said
    told = settings(tmp_path)
    assert told["place"] == {day: "home" if day in ("wednesday", "friday") else "office" for day in told["place"]}
    assert len(told["place"]) == 7
    assert told["movements"] == {
        "budget_seconds": 45, "can_stand": True, "floor_ok": True, "sore_side": "left",
        "equipment": ["chair", "desk", "door frame", "mat", "wall"],
    }  # fmt: skip
    conditions = told["conditions"]
    assert (conditions["pregnant"], conditions["recent_surgery"]) == ("yes", "prefer-not-to-say")
    assert "hernia_postpartum" not in conditions
    assert sum(answer == "no" for answer in conditions.values()) == 12
    assert "# mine" in file.read_text(encoding="utf-8")
    assert "# how long" in file.read_text(encoding="utf-8")
    assert shell("profile").stdout.splitlines()[0] == "At home: Wed, Fri"


def test_what_a_warning_sign_comes_to_is_told(shell: Shell) -> None:
    shell("config", "set", "conditions.red_flag", "soon")
    said = shell("profile").stdout
    assert "so it stays gentle until a professional has looked at it." in said
    told = [line for line in said.splitlines() if ": leaves out" in line]
    assert told == ["A warning sign: leaves out 1"], "nobody told of a condition"
    shell("config", "set", "conditions.red_flag", "emergency")
    said = shell("profile").stdout
    assert "there are plain breaks only" in said
    assert "0 of 36 movements fit you." in said


def test_every_question_may_be_passed_over(asking: Callable[..., Asking], tmp_path: Path) -> None:
    person = asking("profile")
    person.until(FIRST)
    person.type("\n" * PASSED_OVER)
    assert "18 of 36 movements fit you." in person.rest()
    assert settings(tmp_path) == {}


def test_a_second_time_each_question_shows_what_holds(asking: Callable[..., Asking], shell: Shell) -> None:
    for setting, value in (
        ("place.tuesday", "home"), ("movements.can_stand", "false"), ("movements.equipment", "mat,chair"),
        ("movements.sore_side", "left"), ("conditions.pregnant", "yes"), ("conditions.acute_pain", "prefer-not-to-say"),
    ):  # fmt: skip
        assert shell("config", "set", setting, value).returncode == 0
    person = asking("profile")
    for question, holds in (
        (FIRST, "[now: Tue]"), ("Can you stand", "[yes/no, now: no]"), ("on the floor?", "[yes/no, now: no]"),
        ("at hand?", "[now: chair, mat]"), ("sore?", "[left/right/both/none, now: left]"),
        ("flared up?", "[yes/no/prefer not to say] "), ("three months", "[yes/no/prefer not to say] "),
        ("down a leg", "[yes/no/prefer not to say] "), ("pregnant?", "[yes/no/prefer not to say, now: yes]"),
    ):  # fmt: skip
        assert question in person.asked(holds, "")
    person.type("\n" * PASSED_OVER)
    person.rest()
    assert shell("config", "get", "conditions.pregnant").stdout == "yes\n"


def test_what_is_not_understood_is_asked_again_and_none_means_nothing(
    asking: Callable[..., Asking], tmp_path: Path
) -> None:
    person = asking("profile")
    person.asked(FIRST, "someday")
    person.until("Name days like this: Mon Tue")
    person.asked(FIRST, "all")
    person.asked("Can you stand", "perhaps")
    person.until("Answer with one of these")
    person.asked("Can you stand", "N")
    person.asked("get down on the floor", "")
    person.asked("What do you have at hand?", "ba")
    person.until("Separate them by commas")
    person.asked("What do you have at hand?", "none")
    person.until("Which side is sore?")
    person.type("\x03")
    person.rest()
    assert person.process.returncode == 1
    told = settings(tmp_path)
    assert set(told["place"].values()) == {"home"}
    assert told["movements"] == {"can_stand": False, "equipment": []}, "breaking off loses nothing"


def test_the_running_deskbreak_goes_by_it_at_once(asking: Callable[..., Asking], running: Shell) -> None:
    person = asking("profile")
    person.asked(FIRST, "")
    person.asked("Can you stand", "no")
    person.until("get down on the floor")
    assert running("status").stdout.startswith("Break in ")
