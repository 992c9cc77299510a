"""What a break is: how often it is due, how it can end, what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How one break ended. A notification that was merely shown is never `TAKEN`."""

    TAKEN = "taken"
    PARTLY = "partly"
    NATURAL = "natural"
    SKIPPED = "skipped"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class BreakPlan:
    """A break that comes back: after `every` seconds of sitting, `length` seconds long."""

    id: str
    every: float
    length: float


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the engine goes by. All times are in seconds."""

    plans: tuple[BreakPlan, ...] = (BreakPlan("stand-up", every=1800, length=60),)
    snooze: float = 300
    snooze_limit: int = 2
    heads_up: float = 60
    """The icon changes this long before a prompt; nothing else announces it."""
    answer_within: float = 120
    """A prompt that nobody answers is withdrawn after this long ..."""
    repeat_after: float = 600
    """... and shown once more this long after that."""
    merge_within: float = 120
    """Plans that fall due this close together share one prompt."""
    idle_after: float = 180
    """Without input this long, they are believed to be away ..."""
    natural_after: float = 300
    """... and after this long, being away is a break by itself ..."""
    locked_break_after: float = 120
    """... behind a locked screen after this long."""
    lock_doubted_after: float = 120
    """Somebody who goes on for this long is not in front of a locked screen, whatever was told."""
    longest_break: float = 4 * 3600
    """Away longer than this, the working day had ended: nights and weekends leave no record."""
    still_seated: float = 2 * 3600
    """A film or a call is believed to hold somebody in the chair for this long at most."""
    return_needs: float = 120
    """After stillness of at least this long ..."""
    return_grace: float = 300
    """... no prompt comes so soon after the return ..."""
    return_grace_again: float = 60
    """... or, when it has waited for an earlier one already, so soon: it is to come to somebody who reads as well."""
    first_after: float = 600
    """No prompt comes so soon after a count that began at zero."""
    typing_pause: float = 5
    """A prompt waits for so much stillness ..."""
    typing_limit: float = 120
    """... but no longer than this."""
    prompt_stillness: float = 60
    """So much stillness that began with the prompt: they saw it and got up, so it is not repeated."""
    about_prompt: float = 15
    """Stillness began with the prompt if it did so no longer before it: a prompt waits for a pause in typing."""
    quiet_settle: float = 30
    """A held prompt comes this long after the last thing that held it ..."""
    quiet_settle_most: float = 300
    """... and twice as long, up to this, each time that it was taken off the screen again: something comes and goes."""
    tell_after: float = 90 * 60
    """Held for this long, the tray says so and offers a way out."""
    daily_cap: int = 16
    """Prompts a day; snoozed and repeated ones, and breaks called, are not counted."""
    standing_limit: float = 3600
    """Standing for this long without a word, they are asked whether they still do."""
    natural_needs: float = 300
    """A natural break is recorded only after this much sitting: nights leave none."""
    ask_paused_after: float = 5 * 3600
    """A pause without an end is asked about on the next day, but not before it has lasted so long."""
    look_around: float = 2
    """So soon after a start nothing is asked: first those who see something have their say."""
    restart_within: float = 120
    """Started again this soon after a crash, the count goes on as if nothing had been."""
    done_twice: float = 10
    """Done, chosen again this soon, is the same break."""
    guide_gap: float = 60
    """A gap (a closed lid) longer than this ends a guide that is open."""
    can_stand: bool = True
    """They can stand up and like to. It decides nothing here, but nobody who cannot is told to."""
    guide_limit: float = 3600
    """A guide that never reports back is given up after this long."""
    deaf_to: frozenset[str] = frozenset()
    """Quiet signals that hold no prompt: they are switched off in the settings."""

    def plan(self, plan_id: str) -> BreakPlan:
        """The plan of this id; KeyError if there is none."""
        for plan in self.plans:
            if plan.id == plan_id:
                return plan
        raise KeyError(plan_id)


@dataclass(frozen=True, slots=True)
class Movements:
    """Seconds of movement, by side; `both` is movement that has no side."""

    left: float = 0
    right: float = 0
    both: float = 0

    @property
    def total(self) -> float:
        return self.left + self.right + self.both


WORTH_A_RECORD = 5.0
"""Seconds of movement below which a break that was stopped leaves no record."""


def stopped(moved: Movements) -> Outcome | None:
    """How a break ended that was stopped early; None when hardly anything was done."""
    return Outcome.PARTLY if moved.total >= WORTH_A_RECORD else None


@dataclass(frozen=True, slots=True)
class BreakRecord:
    """What is kept of one break. The wall-clock time and the movement are added where it is stored."""

    plan: str
    outcome: Outcome
    sat: float
    """Seconds sat since the last real break, when this one ended."""
    snoozes: int = 0
    moved: Movements = field(default_factory=Movements)
    held: float = 0.0
    """Seconds for which something held the prompt back ..."""
    held_by: str = ""
    """... and which quiet signal that was."""
