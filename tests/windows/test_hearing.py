"""What there is to hear of a movement, and when."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.guiding import Guiding
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.core.timeline import Cue, timeline
from deskbreak.windows.hearing import Heard, Sound, cues
from tests.offered import LIBRARY, PLAIN
from tests.windows.led import offered

ANYTHING = st.sampled_from([offered(id) for id in (*LIBRARY.movements, *LIBRARY.routines)])


def told(suggestion: Suggestion | str, is_private: bool = False) -> list[tuple[float, Sound | None, str]]:
    suggestion = offered(suggestion) if isinstance(suggestion, str) else suggestion
    return [(at, heard.sound, heard.words) for at, heard in cues(suggestion, is_private)]


def test_a_stretch_of_both_sides() -> None:
    half = "Half time. Still mild? Breathe."
    assert told("standing-ql-stretch") == [
        (0, None, "Standing QL stretch. Stand up. Get ready: left side"),
        (5, Sound.START, "Left side"),
        (15, None, half),
        (25, Sound.SWITCH, "Change sides: right next"),
        (30, Sound.START, "Right side"),
        (40, None, half),
    ]


def test_holds_and_rests_are_told_as_nobody_on_an_elbow_looks_up() -> None:
    first = [each for each in told("side-plank-knees") if 5 <= each[0] < 40]
    assert first == [
        (5, Sound.START, "Left side"),
        (15, Sound.SWITCH, "Rest"),
        (20, Sound.START, "Hold 2 of 3"),
        (30, Sound.SWITCH, "Rest"),
        (35, Sound.START, "Hold 3 of 3"),
    ]


def test_repetitions_are_not_counted_aloud() -> None:
    assert [words for _at, _sound, words in told("standing-hip-hike")] == [
        "Standing hip hike. Stand up. Get ready: left side", "Left side", "Change sides: right next", "Right side",
    ]  # fmt: skip


def test_in_a_routine_each_movement_is_named_once_it_comes() -> None:
    routine = offered("ql-five-minutes")
    named = [
        words for _at, _sound, words in told(routine) if any(part.movement.name in words for part in routine.parts)
    ]
    changes = 1 + sum(
        part.movement.id != before.movement.id
        for before, part in zip(routine.parts, routine.parts[1:], strict=False)
    )  # fmt: skip
    assert len(named) == changes


def test_without_time_to_get_ready_the_movement_says_it_all() -> None:
    at_once = Suggestion(PLAIN, (Part(PLAIN, 30.0),))
    (first,) = told(at_once)
    assert (first[0], first[1]) == (0, Sound.START)
    assert first[2].startswith(PLAIN.name)


def test_others_hear_no_more_than_a_notice_says() -> None:
    stretch = offered("standing-ql-stretch")
    movement = replace(stretch.parts[0].movement, notice_name="Side stretch")
    named = replace(stretch, parts=tuple(replace(part, movement=movement) for part in stretch.parts))
    assert told(named)[0][2] == "Side stretch. Stand up. Get ready: left side"
    assert told(named, is_private=True)[0][2] == "Stand up. Get ready: left side"
    for id in LIBRARY.movements:
        assert all(LIBRARY.movements[id].name not in words for _at, _sound, words in told(id, is_private=True))


def test_what_was_passed_over_is_not_heard() -> None:
    guiding = Guiding(offered("standing-ql-stretch"), 0.0).ahead(6.0)
    assert [(at, words) for at, _sound, words in told(guiding.suggestion)][1:3] == [
        (5, "Left side"), (6, "Change sides: right next"),
    ]  # fmt: skip
    skipped = Guiding(offered("standing-ql-stretch"), 0.0).ahead(5.0)
    assert "Left side" not in [words for _at, _sound, words in told(skipped.suggestion)]


@given(ANYTHING, st.booleans())
def test_whatever_is_done_each_change_is_heard_and_no_number_runs(suggestion: Suggestion, is_private: bool) -> None:
    all_of_it = list(cues(suggestion, is_private))
    times = [at for at, _heard in all_of_it]
    assert times == sorted(times)
    assert {stretch.start for stretch in timeline(suggestion).stretches if stretch.seconds} <= set(times)
    for (_at, before), (_then, heard) in pairwise(all_of_it):
        assert heard != before
    starts = [heard for _at, heard in all_of_it if heard.sound is Sound.START]
    moves = [stretch for stretch in timeline(suggestion).stretches if stretch.cue is Cue.MOVE]
    assert len(starts) >= len(moves)
    for _at, heard in all_of_it:
        spoken(heard)


def spoken(heard: Heard) -> None:
    assert heard.words
    assert "{" not in heard.words
    assert ".." not in heard.words
    assert not re.search(r"\d+ ?s\b|\d:\d\d", heard.words)
    assert len(heard.words.split()) < 24
