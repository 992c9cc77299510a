from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak import terminal_view
from deskbreak.app import countdown_notices
from deskbreak.core.breaks import BreakPlan, Rules
from deskbreak.core.state import Phase
from deskbreak.core.timeline import timeline
from deskbreak.terminal_view import Lead, cells, cut
from tests.desk import MINUTE, Desk
from tests.offered import suggested
from tests.test_tray_view import moment

WIDE = 120
STATES = {
    "sitting": Desk().works(18),
    "last minute": Desk().works(29.5),
    "due": Desk().works(30),
    "waiting": Desk().works(33),
    "snoozed": Desk().works(30).snoozes(),
    "on a break": Desk().calls_break(),
    "paused": Desk().works(10).pauses(),
    "away": Desk().works(10).leaves(4),
    "held": Desk().call(on=True).works(31),
    "meeting": Desk().works(5).meets(60),
    "off hours": Desk().hours_end(),
    "standing": Desk().stands(),
}


def shown(desk: Desk, width: int = WIDE, leading: Lead | None = None, ascii_only: bool = False) -> str:
    return terminal_view.line(desk.view, moment(desk), leading, width, ascii_only).plain


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (
            "sitting",
            "███████░░░░░  Stand up in 12 min · sat 18 min  "
            "n now · p pause 1 h · m meeting · t standing · w why · q quit · h help",
        ),
        (
            "last minute",
            "███████████░  Stand up in 30 s · sat 29 min  "
            "n now · p pause 1 h · m meeting · t standing · w why · q quit · h help",
        ),
        (
            "due",
            "████████████  Time to stand up · sat 30 min  "
            "s start · d done · z snooze · k skip · a another · w why · q quit · h help",
        ),
        (
            "waiting",
            "████████████  A break is waiting · sat 33 min  "
            "s start · d done · z snooze · k skip · a another · w why · h help",
        ),
        (
            "snoozed",
            "████████████  Snoozed, back in 5 min · sat 30 min  "
            "s start · d done · z snooze · k skip · a another · w why · h help",
        ),
        ("on a break", "░░░░░░░░░░░░  On a break  d done · k stop · q quit · h help"),
        (
            "paused",
            "████░░░░░░░░  Paused until you resume · sat 10 min  "
            "r resume · n now · t standing · w why · q quit · h help",
        ),
        (
            "held",
            "████████████  Held back: Firefox has used the microphone since 12:00 · sat 31 min  "
            "s start · d done · k skip · h help",
        ),
        (
            "meeting",
            "██░░░░░░░░░░  Stand up in 25 min · sat 5 min  "
            "r resume · n now · p pause 1 h · t standing · w why · q quit · h help",
        ),
        (
            "off hours",
            "░░░░░░░░░░░░  Outside your hours  r resume · n now · t standing · w why · q quit · h help",
        ),
        (
            "standing",
            "░░░░░░░░░░░░  Standing  n now · p pause 1 h · m meeting · t sitting · w why · q quit · h help",
        ),
    ],
)
def test_each_state_has_its_words_and_its_keys(state: str, line: str) -> None:
    assert shown(STATES[state]) == line


@pytest.mark.parametrize("state", ["due", "waiting", "snoozed"])
def test_another_movement_is_offered_only_where_there_is_one(state: str) -> None:
    desk = STATES[state]
    line = terminal_view.line(desk.view, moment(desk), None, WIDE, has_choice=False).plain
    assert " · k skip · w why · q quit · h help" in line


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("state", STATES)
def test_it_never_gets_wider_than_the_terminal(state: str, ascii_only: bool) -> None:
    for width in range(1, WIDE):
        assert 0 < cells(shown(STATES[state], width, ascii_only=ascii_only)) <= width


@pytest.mark.parametrize(
    ("state", "line"),
    [
        ("sitting", "███░░░  Stand up in 12 min  h help"),
        ("due", "Time to stand up  s start · h help"),
        ("snoozed", "██████  Snoozed, back in 5 min  h help"),
        ("held", "Held back: Firefox has used the microp…"),
    ],
)
def test_a_narrow_one_has_what_matters_most(state: str, line: str) -> None:
    assert shown(STATES[state], 39) == line


def test_only_ascii_where_nothing_else_can_be_shown() -> None:
    assert shown(Desk().works(10), ascii_only=True).startswith("[####--------]  Stand up in 20 min")


def test_the_words_change_when_they_say_so_and_at_no_other_time() -> None:
    """Minutes but in the last one, so that nobody is woken for seconds; and every change is on time."""
    desk, told = Desk(), []
    while desk.phase is Phase.WORKING:
        told.append(shown(desk).split("  ")[1])
        change = terminal_view.next_change(desk.view, desk.now, None)
        if change is None:
            desk.works(1 / 60)
            continue
        assert change > desk.now
        before = replace(moment(desk), now=change - 0.01)
        assert terminal_view.line(desk.view, before, None, WIDE).words == told[-1]
        desk.works((change - desk.now) / MINUTE)
    states = [words.split(" · ")[0] for words in told]
    minutes = [f"Stand up in {n} min" for n in range(30, 0, -1)]
    assert states == minutes + [f"Stand up in {n} s" for n in range(59, 0, -1)]


@pytest.mark.parametrize("state", ["due", "waiting", "on a break", "paused", "away", "held", "off hours", "standing"])
def test_where_no_time_runs_nobody_is_woken(state: str) -> None:
    desk = STATES[state]
    assert terminal_view.next_change(desk.view, desk.now, None) is None


def test_a_prompt_that_waits_for_a_pause_in_typing_does_not_run_down() -> None:
    view = replace(Desk().works(29).view, nearing=False, due_seconds=10.002)
    assert terminal_view.next_change(view, view.at, None) is None


def test_seconds_are_counted_in_the_last_minute_and_in_a_movement() -> None:
    assert not terminal_view.counts_seconds(STATES["sitting"].view, STATES["sitting"].now, None)
    assert terminal_view.counts_seconds(STATES["last minute"].view, STATES["last minute"].now, None)
    assert terminal_view.counts_seconds(STATES["on a break"].view, 0.0, Lead("Left side · 0:30", 0.0, 30, 30))
    assert not terminal_view.counts_seconds(STATES["paused"].view, STATES["paused"].now, None)


def test_the_clock_of_a_countdown_runs_on_and_its_bar_fills() -> None:
    """A countdown is told every five seconds; each change of sides begins a new bar."""
    suggestion = suggested("standing-ql-stretch")
    stretches = timeline(suggestion).stretches
    desk = STATES["on a break"]
    leading, filled, told = None, [], []
    for elapsed in range(int(stretches[-1].end)):
        stretch = timeline(suggestion).at(elapsed)
        left = stretch.end - elapsed
        now = desk.now + elapsed
        if left % 5 == 0:
            title = countdown_notices.countdown(suggestion, stretch, left).title
            leading = terminal_view.lead(title, now, leading)
        line = terminal_view.line(desk.view, replace(moment(desk), now=now), leading, WIDE)
        told.append(line.words)
        filled.append(line.bar.count("█"))
    ready = [f"Stand up and get into place · 0:0{n}" for n in range(5, 0, -1)]
    assert told[:7] == [*ready, "Left side · 0:20", "Left side · 0:19"]
    begins = [int(stretch.start) for stretch in stretches]
    assert [filled[begin] for begin in begins] == [0] * len(begins)
    assert all(filled[begin - 1] >= 9 for begin in begins[1:])
    assert shown(desk, leading=leading).endswith("d done · k stop · q quit · h help")


def test_a_notice_without_a_clock_leads_nobody() -> None:
    assert terminal_view.lead("", 0.0, Lead("Left side · 0:30", 0.0, 30, 30)) is None


def test_keys_ask_for_what_fits_the_state() -> None:
    sitting, standing = STATES["sitting"].view, STATES["standing"].view
    assert terminal_view.request("t", sitting) == {"do": "stand"}
    assert terminal_view.request("t", standing) == {"do": "sit"}
    assert terminal_view.request("k", sitting) == {"do": "skip"}
    assert terminal_view.request("x", sitting) is None


def test_no_third_snooze_is_offered() -> None:
    desk = Desk(Rules(plans=(BreakPlan("stand-up", 30 * MINUTE, 60),))).works(30).snoozes().works(5).snoozes().works(5)
    assert "snooze" not in shown(desk)


def test_the_help_has_every_key() -> None:
    assert [line.split()[0] for line in terminal_view.help_lines()] == [key.letter for key in terminal_view.KEYS]


def test_wide_characters_count_twice_and_joined_ones_not_at_all() -> None:
    assert (cells("立って"), cells("étage"), cells("e\u0301")) == (6, 5, 1)
    assert cut("立って伸びる", 6) == "立っ…"
    assert cut("立って", 6) == "立って"
