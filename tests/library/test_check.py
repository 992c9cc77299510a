"""What is shipped has no mistakes, and every rule finds the one that breaks it: file, key, rule, all at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from deskbreak.errors import DeskbreakError
from deskbreak.library import checkin, messages, movement_rules, routine_rules, safety, together
from deskbreak.library.check import check_folder, check_path, check_shipped
from tests.library.files import CONFIG, SAFE_ROUTINE, edited, shipped, written

Planted = tuple[str, str, str]
"""The rule, the key, the text of a file that breaks it."""


def replaced(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def everywhere(file: str, old: str, new: str) -> str:
    assert old in shipped(file, "")
    return shipped(file, "").replace(old, new)


BEND = shipped("seated-side-bend")
RESET = shipped("desk-ql-reset-2m", "routines")
MOVEMENTS: tuple[Planted, ...] = (
    ("missing", "dose", replaced(BEND, "[dose]", "[dosis]")),
    ("unknown-key", "brething", replaced(BEND, "breathing =", "brething =")),
    ("unknown-key", "dose.hold", replaced(BEND, "hold_s", "hold")),
    ("unknown-key", "id", f'id = "x"\n{BEND}'),
    ("kind", "steps", edited("seated-side-bend", {"steps": '"Sit."'})),
    ("kind", "level", edited("seated-side-bend", {"level": '"1"'})),
    ("kind", "tags[2]", edited("seated-side-bend", {"tags": '["overhead", 1]'})),
    ("kind", "easier", replaced(BEND, "[easier]", "[[easier]]")),
    ("words", "sides", edited("seated-side-bend", {"sides": '"eech"'})),
    ("text-length", "name", edited("seated-side-bend", {"name": f'"{41 * "a"}"'})),
    ("text-length", "name", edited("seated-side-bend", {"name": '" "'})),
    ("text-length", "steps", edited("seated-side-bend", {"steps": f'["{{side}} {90 * "a"}"]'})),
    ("text-length", "steps", edited("seated-side-bend", {"steps": "[" + 9 * '"{side}", ' + "]"})),
    ("text-length", "steps", edited("seated-side-bend", {"steps": '["{side}\\nup"]'})),
    ("notice-name", "notice_name", f'notice_name = "Sore-side bend"\n{BEND}'),
    ("notice-name", "notice_name", f'notice_name = "A lazy bend"\n{BEND}'),
    ("notice-name", "notice_name", f'notice_name = " "\n{BEND}'),
    ("text-length", "notice_name", f'notice_name = "{31 * "a"}"\n{BEND}'),
    ("sides", "notice_name", f'notice_name = "Bend {{side}}"\n{BEND}'),
    ("words", "context", edited("seated-side-bend", {"context": '"seeted"'})),
    ("words", "kind", edited("seated-side-bend", {"kind": '"strech"'})),
    ("words", "tags", edited("seated-side-bend", {"tags": '["rotaton"]'})),
    ("words", "family", edited("seated-side-bend", {"family": '"side-bends"'})),
    ("equipment", "equipment", edited("seated-side-bend", {"equipment": '["chair", "kettlebell 24 kg"]'})),
    ("equipment", "equipment", edited("seated-side-bend", {"equipment": '["wheelchair"]'})),
    ("words", "dose.mode", edited("seated-side-bend", {"mode": '"holding"'})),
    ("words", "animation.props", edited("seated-side-bend", {"props": '["sofa"]'})),
    ("numbers", "level", edited("seated-side-bend", {"level": "4"})),
    ("numbers", "dose.seconds_per_side", edited("seated-side-bend", {"hold_s": "1", "seconds_per_side": "1"})),
    ("durations", "dose.seconds_total", edited("seated-side-bend", {"seconds_total": "20"})),
    ("durations", "dose.seconds_per_side", edited("seated-side-bend", {"hold_s": "25"})),
    ("durations", "dose.seconds_per_side", edited("wall-side-plank", {"rest_s": "0"})),
    ("durations", "dose.hold_s", edited("seated-side-bend", {"hold_s": ""})),
    ("durations", "dose.per_side", edited("seated-side-bend", {"per_side": "false"})),
    ("sides", "steps", edited("cat-cow", {"steps": '["Lift your {side} hand."]'})),
    ("sides", "steps", edited("seated-side-bend", {"steps": '["Lift the {site} arm, {side}."]'})),
    ("sides", "steps", edited("seated-side-bend", {"steps": '["Lift the {side arm, {side}."]'})),
    ("sides", "steps", edited("seated-side-bend", {"steps": '["Lift an arm."]'})),
    ("sides", "name", edited("seated-side-bend", {"name": '"Bend {side}"'})),
    ("sides", "side_means", edited("seated-side-bend", {"side_means": ""})),
    ("sides", "side_means", f'side_means = "none"\n{shipped("cat-cow")}'),
    ("sources", "sources", "sources = []\n" + BEND[: BEND.index("[[sources]]")] + BEND[BEND.index("[animation]") :]),
    ("missing", "sources", BEND[: BEND.index("[[sources]]")] + BEND[BEND.index("[animation]") :]),
    ("sources", "sources[1].type", edited("seated-side-bend", {"type": '"pubic"'})),
    ("sources", "sources[1].url", edited("seated-side-bend", {"url": '"ftp://x"'})),
    ("sources", "sources[1].ref", edited("butt-walk", {"ref": ""})),
    ("sources", "seed_relation", edited("seated-side-bend", {"seed_derived": "true"})),
    ("missing", "animation", BEND[: BEND.index("[animation]")]),
    (
        "keyframes",
        "animation.frames",
        BEND[: BEND.index("[[animation.frames]]", BEND.index("[[animation.frames]]") + 1)],
    ),
    ("words", "animation.order", replaced(BEND, "cycle_s = 6", 'cycle_s = 6\norder = "zigzag"')),
    ("keyframes", "animation.frames[1].pose", edited("seated-side-bend", {"thigh_l": ""})),
    ("keyframes", "animation.frames[1].pose.shin_l", edited("seated-side-bend", {"shin_l": "361"})),
    ("keyframes", "animation.frames[1].pose.shin_l", edited("seated-side-bend", {"shin_l": '"x"'})),
    ("keyframes", "animation.frames[1].pose.shin_left", replaced(BEND, "shin_l =", "shin_left =")),
    ("keyframes", "animation.frames[1].pose.anchor", edited("sit-to-stand", {"anchor": '"toe"'})),
    ("keyframes", "animation.shown_side", edited("seated-side-bend", {"shown_side": ""})),
    ("floor", "needs_floor", edited("seated-side-bend", {"needs_floor": "true"})),
    ("variations", "harder.id", replaced(BEND, '"standing-ql-stretch"', '"../secrets"')),
    ("variations", "harder.id", replaced(BEND, '"standing-ql-stretch"', '"planted"')),
    ("contraindications", "contraindications", edited("seated-side-bend", {"care": '["acute-pain"]'})),
    ("known-ids", "harder.id", replaced(BEND, '"standing-ql-stretch"', '"standing-ql-strech"')),
    ("conditions", "contraindications.care", edited("seated-side-bend", {"care": '["pregnent"]'})),
)
ROUTINES: tuple[Planted, ...] = (
    ("missing", "items", SAFE_ROUTINE[: SAFE_ROUTINE.index("[[items]]")]),
    ("text-length", "name", edited("desk-ql-reset-2m", {"name": f'"{41 * "a"}"'}, "routines")),
    ("notice-name", "notice_name", f'notice_name = "Butt walk"\n{RESET}'),
    ("text-length", "notice_name", f'notice_name = "{31 * "a"}"\n{RESET}'),
    ("text-length", "when", edited("desk-ql-reset-2m", {"when": '"{side}"'}, "routines")),
    ("words", "context", edited("desk-ql-reset-2m", {"context": '"desk"'}, "routines")),
    ("equipment", "equipment", edited("desk-ql-reset-2m", {"equipment": '["rower"]'}, "routines")),
    ("words", "items[1].side", replaced(RESET, '"both"', '"each"')),
    ("numbers", "transition_s", SAFE_ROUTINE.replace("transition_s = 5", "transition_s = -1")),
    ("numbers", "items[1].seconds", SAFE_ROUTINE.replace("seconds = 30", "seconds = 1")),
    ("durations", "duration_s", edited("desk-ql-reset-2m", {"duration_s": "121"}, "routines")),
    ("even-sides", "items", replaced(replaced(RESET, "seconds = 15", "seconds = 16"), "= 120", "= 121")),
    ("known-ids", "items[1].movement", replaced(RESET, '"seated-cat-cow"', '"seated-catcow"')),
    ("sides", "items[1].side", replaced(RESET, 'side = "both"', 'side = "alternate"')),
    ("floor", "needs_floor", edited("butt-walk-programme", {"needs_floor": "false"}, "routines")),
    ("context", "context", edited("desk-ql-reset-2m", {"context": '"standing"'}, "routines")),
    ("context", "context", SAFE_ROUTINE.replace('"standing"', '"seated"')),
    ("context", "context", edited("butt-walk-programme", {"context": '"seated"'}, "routines")),
    ("discreet", "discreet", edited("desk-ql-reset-2m", {"discreet": "true"}, "routines")),
    ("level", "level", edited("butt-walk-programme", {"level": "1"}, "routines")),
    ("ladder", "ladder", shipped("side-plank-ladder-1", "routines")),
    (
        "release",
        "items",
        shipped("ball-release-evening", "routines").replace("seconds = 45", "seconds = 61").replace("= 300", "= 364"),
    ),
)


def named(planted: Planted) -> str:
    return f"{planted[0]}-{planted[1]}"


@pytest.mark.parametrize("planted", MOVEMENTS, ids=named)
def test_a_mistake_in_a_movement_is_found(planted: Planted, tmp_path: Path) -> None:
    rule, key, text = planted
    written(tmp_path, "movements/planted.toml", text)
    found = [(mistake.file, mistake.rule, mistake.key) for mistake in check_folder(tmp_path, CONFIG)]
    assert ("movements/planted.toml", rule, key) in found


@pytest.mark.parametrize("planted", ROUTINES, ids=named)
def test_a_mistake_in_a_routine_is_found(planted: Planted, tmp_path: Path) -> None:
    rule, key, text = planted
    written(tmp_path, "routines/planted.toml", text)
    found = [(mistake.file, mistake.rule, mistake.key) for mistake in check_folder(tmp_path, CONFIG)]
    assert ("routines/planted.toml", rule, key) in found


def test_every_rule_has_its_planted_mistake() -> None:
    planted = {rule for rule, _key, _text in MOVEMENTS}
    assert {*movement_rules.RULES, *movement_rules.TEXT_RULES} <= planted
    assert {*routine_rules.RULES, *routine_rules.AMONG} <= {rule for rule, _key, _text in ROUTINES}


def test_what_is_shipped_has_no_mistakes() -> None:
    assert check_shipped(CONFIG) == []


def test_what_is_right_has_no_mistakes(tmp_path: Path) -> None:
    written(tmp_path, "movements/my-bend.toml", BEND)
    written(tmp_path, "movements/short.toml", edited("seated-side-bend", {"seconds_total": "", "per_side": ""}))
    written(tmp_path, "routines/mine.toml", SAFE_ROUTINE)
    assert check_folder(tmp_path, CONFIG) == []


def test_all_mistakes_are_told_at_once_with_file_key_and_rule(tmp_path: Path) -> None:
    written(tmp_path, "movements/one.toml", edited("cat-cow", {"level": "9", "kind": '"mobilty"', "reps": "7"}))
    written(tmp_path, "movements/two.toml", "name =\n")
    assert [str(mistake) for mistake in check_folder(tmp_path, CONFIG)] == [
        'movements/one.toml: kind: "mobilty" is not known; did you mean "mobility"? [words]',
        "movements/one.toml: level: 9 is not between 1 and 3. [numbers]",
        "movements/one.toml: dose.seconds_per_side: 30.0 does not add up: its parts come to 35.0. [durations]",
        "movements/two.toml: this is not TOML (Invalid value (at line 1, column 7)). [toml]",
    ]


def test_a_key_that_is_not_known_hides_no_other_mistake(tmp_path: Path) -> None:
    written(tmp_path, "movements/one.toml", "foo = 1\n" + edited("cat-cow", {"level": "9", "care": '["shulder"]'}))
    written(
        tmp_path, "routines/two.toml", 'id = "two"\n' + SAFE_ROUTINE.replace("transition_s", "level = 9\ntransition_s")
    )
    found = {(mistake.file.split("/")[1], mistake.key, mistake.rule) for mistake in check_folder(tmp_path, CONFIG)}
    assert found >= {
        ("one.toml", "foo", "unknown-key"),
        ("one.toml", "level", "numbers"),
        ("one.toml", "contraindications.care", "conditions"),
        ("two.toml", "id", "unknown-key"),
        ("two.toml", "level", "numbers"),
    }


# -- movements and routines together ------------------------------------------


def test_circles_are_found(tmp_path: Path) -> None:
    for id, easier in (("a", "b"), ("b", "c"), ("c", "a")):
        text = replaced(shipped("cat-cow"), 'id = "seated-cat-cow"', f'id = "{easier}"')
        written(tmp_path, f"movements/{id}.toml", text)
    mistakes = check_folder(tmp_path, CONFIG)
    assert {(mistake.rule, mistake.key) for mistake in mistakes} == {("circles", "easier.id")}
    assert {mistake.file for mistake in mistakes} == {f"movements/{id}.toml" for id in "abc"}


def test_nobodys_movement_is_laxer_than_ours_of_that_name(tmp_path: Path) -> None:
    written(tmp_path, "movements/cat-cow.toml", edited("cat-cow", {"withhold": "[]"}))
    (mistake,) = check_folder(tmp_path, CONFIG)
    assert (mistake.rule, mistake.key) == ("matrix", "contraindications")
    assert "acute-pain" in mistake.text
    text = shipped("cat-cow")
    said_nothing = text[: text.index("[contraindications]")] + text[text.index("[[sources]]") :]
    written(tmp_path, "movements/cat-cow.toml", said_nothing)
    assert check_folder(tmp_path, CONFIG) == []


def test_a_movement_that_would_take_our_routines_apart_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "movements/standing-ql-stretch.toml", edited("cat-cow", {}))
    written(tmp_path, "movements/walk-break.toml", edited("walk-break", {"name": '"A stroll"'}))
    found = [mistake for mistake in check_folder(tmp_path, CONFIG) if mistake.rule == "replaced"]
    assert {mistake.file for mistake in found} == {"movements/standing-ql-stretch.toml"}
    keys = {"sides", "kind", "context", "needs_floor", "family", "discretion", "tags"}
    assert {mistake.key for mistake in found} == keys
    written(tmp_path, "movements/standing-ql-stretch.toml", edited("standing-ql-stretch", {"level": "2"}))
    assert [(mistake.rule, mistake.key) for mistake in check_folder(tmp_path, CONFIG)] == [("replaced", "level")]


@pytest.mark.parametrize(
    ("id", "key", "value"),
    [
        ("stand-and-shift", "context", '"seated"'),
        ("wall-side-plank", "family", '"my-planks"'),
        ("wall-side-plank", "equipment", '["none"]'),
        ("wall-side-plank", "equipment", '["none", "wall"]'),
        ("seated-spinal-twist", "tags", "[]"),
    ],
)
def test_what_keeps_one_of_ours_from_somebody_keeps_theirs(tmp_path: Path, id: str, key: str, value: str) -> None:
    written(tmp_path, f"movements/{id}.toml", edited(id, {key: value}))
    assert [(mistake.rule, mistake.key) for mistake in check_folder(tmp_path, CONFIG)] == [("replaced", key)]


def test_a_movement_in_the_place_of_ours_may_need_more(tmp_path: Path) -> None:
    written(tmp_path, "movements/wall-side-plank.toml", edited("wall-side-plank", {"equipment": '["mat", "wall"]'}))
    written(tmp_path, "movements/cat-cow.toml", shipped("cat-cow").replace("tags = [", 'tags = ["breath", '))
    written(tmp_path, "movements/walk-break.toml", edited("walk-break", {"equipment": '["wall"]'}))
    assert check_folder(tmp_path, CONFIG) == []


def test_a_routine_in_the_place_of_ours_is_like_ours(tmp_path: Path) -> None:
    written(tmp_path, "routines/gentle-day-2m.toml", shipped("evening-unwind-7m", "routines"))
    written(tmp_path, "routines/desk-ql-reset-2m.toml", SAFE_ROUTINE)
    written(tmp_path, "routines/stand-side-bend-30s.toml", SAFE_ROUTINE)
    found = {(mistake.file.split("/")[1], mistake.key, mistake.rule) for mistake in check_folder(tmp_path, CONFIG)}
    assert found == {
        *(("gentle-day-2m.toml", key, "replaced-routines") for key in ("context", "needs_floor", "discreet")),
        ("desk-ql-reset-2m.toml", "context", "replaced-routines"),
    }
    harder = SAFE_ROUTINE.replace("transition_s", "level = 2\ntransition_s")
    written(tmp_path, "routines/stand-side-bend-30s.toml", harder)
    levels = [mistake for mistake in check_folder(tmp_path, CONFIG) if mistake.key == "level"]
    assert [(mistake.file, mistake.rule) for mistake in levels] == [
        ("routines/stand-side-bend-30s.toml", "replaced-routines")
    ]


@pytest.mark.parametrize("file", ["movements/gentle-day-2m.toml", "routines/cat-cow.toml"])
def test_a_name_means_one_thing(tmp_path: Path, file: str) -> None:
    written(tmp_path, file, BEND if file.startswith("m") else SAFE_ROUTINE)
    assert [mistake.rule for mistake in check_folder(tmp_path, CONFIG) if mistake.file == file] == ["one-id"]


def test_every_rule_for_all_together_was_planted() -> None:
    planted = {"known-ids", "circles", "conditions", "matrix", "replaced", "replaced-routines", "one-id", "ladder"}
    assert together.RULES.keys() == planted


# -- safety and messages ------------------------------------------------------

SAFETY: tuple[tuple[str, str, str, str], ...] = (
    ("missing", "ball_card", "[ball_card]", "[ball]"),
    ("ids", "conditions", 'id = "knee"', 'id = "pregnant"'),
    ("ids", "conditions[1].ask", "flared up?", "flared up."),
    ("matrix", "matrix.columns", '    "knee",\n', '    "nee",\n'),
    ("matrix", "matrix.rows.walk-break", 'walk-break = ". .', 'walk-break = ".'),
    ("matrix", "matrix.rows.cat-cow", 'cat-cow = "x . c c x x', 'cat-cow = "y . c c x x'),
    ("red-flags", "red_flags", 'level = "soon"', 'level = "emergency"'),
    ("sources", "sources", 'of = "ball_card"', 'of = "ball"'),
)
MESSAGES: tuple[tuple[str, str, str, str], ...] = (
    ("one-id", "message due-1", 'id = "due-2"', 'id = "due-1"'),
    ("always-one", "message", 'title = "Ready now?"', 'title = "Ready?"\nwhen = { hour = [9, 9] }'),
    ("text-length", "message due-1.title", "Half an hour.", f"{30 * 'x'}."),
    ("words", "message due-1.title", "Half an hour.", "You must!"),
    ("words", "message check-1.kind", '"check-in"', '"chekin"'),
    ("facts", "message due-1.when.sat_minuts", "sat_minutes = [30, 30]", "sat_minuts = [30, 30]"),
    ("facts", "message due-1.when.sat_minutes", "sat_minutes = [30, 30]", "sat_minutes = 30"),
    ("facts", "message due-4.when.typing_paused", "typing_paused = true", "typing_paused = false"),
    ("facts", "message due-6.when.suggested", '["stand-and-shift"]', '["stand-and-lift"]'),
    ("placeholders", "message walk-4.title", "walked_minutes = [1, 19], ", ""),
)  # fmt: skip
CHECKIN: tuple[tuple[str, str, str, str], ...] = (
    ("missing", "self_check.end", 'end = "', 'close = "'),
    ("unknown-key", "topic[1].answers[1].sing", 'words = "on the left"', 'words = "on the left"\nsing = true'),
    ("topics", "topic", 'id = "zone"', 'id = "zones"'),
    ("ids", "topic side.answers", 'id = "right"', 'id = "left"'),
    ("ids", "topic quality.answers", 'id = "deep-ache"', 'id = "Deep ache"'),
    ("texts", "topic side.ask", "Which side?", "Tell the side."),
    ("texts", "topic zone.answers groin.words", "in the groin", 61 * "x"),
    ("self-check", "self_check.withheld", '"kidney-trouble"', '"kidney"'),
    ("self-check", "self_check.steps", "seconds = 12", "seconds = 30"),
    ("self-check", "self_check.steps[1].text", "at the back, {side} side", "at the back, {sid} side"),
)  # fmt: skip


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONFIG, tmp_path / "config"))


@pytest.mark.parametrize(("rule", "key", "old", "new"), SAFETY)
def test_a_mistake_in_the_safety_is_found(config: Path, rule: str, key: str, old: str, new: str) -> None:
    written(config, "safety.toml", everywhere("safety", old, new))
    assert ("safety.toml", rule, key) in [(each.file, each.rule, each.key) for each in check_path(config, CONFIG)]


@pytest.mark.parametrize(("rule", "key", "old", "new"), MESSAGES)
def test_a_mistake_in_the_messages_is_found(config: Path, rule: str, key: str, old: str, new: str) -> None:
    written(config, "messages.toml", everywhere("messages", old, new))
    assert ("messages.toml", rule, key) in [(each.file, each.rule, each.key) for each in check_path(config, CONFIG)]


@pytest.mark.parametrize(("rule", "key", "old", "new"), CHECKIN)
def test_a_mistake_in_the_check_in_is_found(config: Path, rule: str, key: str, old: str, new: str) -> None:
    written(config, "checkin.toml", replaced(shipped("checkin", ""), old, new))
    assert ("checkin.toml", rule, key) in [(each.file, each.rule, each.key) for each in check_path(config, CONFIG)]


def test_ours_say_just_what_the_matrix_says(config: Path) -> None:
    text = shipped("safety", "")
    (config / "safety.toml").write_text(text.replace('cat-cow = "x . c c x', 'cat-cow = "x . . c x'), encoding="utf-8")
    found = [(mistake.file, mistake.rule) for mistake in check_path(config, CONFIG)]
    assert ("movements/cat-cow.toml", "matrix") in found


def test_every_rule_of_the_others_is_planted() -> None:
    assert {*safety.RULES} <= {rule for rule, *_rest in SAFETY}
    assert {*messages.RULES} <= {rule for rule, *_rest in MESSAGES}
    assert {*checkin.RULES} <= {rule for rule, *_rest in CHECKIN}


# -- what can be looked at ----------------------------------------------------


def test_one_file_can_be_looked_at(tmp_path: Path) -> None:
    written(tmp_path, "movements/bad.toml", "name =\n")
    good = written(tmp_path, "movements/good.toml", BEND)
    assert check_path(good, CONFIG) == []
    assert [mistake.file for mistake in check_path(tmp_path / "movements" / "bad.toml", CONFIG)] == [
        "movements/bad.toml"
    ]


def test_what_is_no_library_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(DeskbreakError, match="no library"):
        check_path(tmp_path, CONFIG)
    with pytest.raises(DeskbreakError, match="no library"):
        check_path(written(tmp_path, "a.toml", ""), CONFIG)
