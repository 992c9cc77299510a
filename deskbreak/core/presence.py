"""What is known of whether somebody sits here, and from when on they are believed to be away.

Stillness is no input. It becomes being away after `Rules.idle_after`, unless something says that
somebody sits there all the same (a film, a call), for `Rules.still_seated` at most. A lock is being
away at once. Being away long enough is a break by itself, behind a lock sooner than without.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from deskbreak.core.breaks import Rules


@dataclass(slots=True)
class Presence:
    """Times are the engine's clock."""

    known: bool = False
    """Whether anything tells us of input at all."""
    still_since: float | None = None
    """The last input, while there is none; None while there is."""
    seated_by: set[str] = field(default_factory=set)
    """What says that somebody sits here though nothing moves: a film, a call."""
    seated_later: set[str] = field(default_factory=set)
    """What began to say so while they were away: only input brings them back."""
    seated_until: float | None = None
    """When the last of those ended, while still."""
    locked_since: float | None = None
    touched_at: float | None = None
    """The first input behind the lock, while they go on: a password, a mouse that was knocked; or nothing is locked."""
    standing_since: float | None = None
    standing_asked: bool = False
    gone_since: float | None = None
    """Since when they were said to be away; None when they were not."""

    def away_from(self, rules: Rules) -> float | None:
        """The moment from which they are, or will be, away; None while nothing points to it."""
        return _earliest(self.locked_since, self._still_away(rules))

    def break_from(self, rules: Rules) -> float | None:
        """The moment at which being away is, or becomes, a break."""
        still_away = self._still_away(rules)
        return _earliest(
            None if self.locked_since is None else self.locked_since + rules.locked_break_after,
            None if still_away is None else still_away + rules.natural_after - rules.idle_after,
        )

    def doubted_at(self, rules: Rules) -> float | None:
        """The moment at which the lock is believed no more; None while nothing speaks against it."""
        return None if self.touched_at is None else self.touched_at + rules.lock_doubted_after

    def is_away(self, now: float, rules: Rules) -> bool:
        """Whether they are away by now."""
        since = self.away_from(rules)
        return since is not None and since <= now

    def still_for(self, now: float) -> float:
        """Seconds without input."""
        return 0.0 if self.still_since is None else now - self.still_since

    def unexplained_for(self, now: float) -> float:
        """Seconds without input for which nothing says that somebody sat here all the same."""
        if self.still_since is None or self.seated_by:
            return 0.0
        return now - self._unexplained_since(self.still_since)

    def left_at(self, rules: Rules) -> float | None:
        """When they left, as far as that can be told: they are believed to be away some time after that."""
        return _earliest(self.locked_since, self._still_from(rules, 0.0))

    def begin_seated(self, by: str) -> None:
        """Something says that somebody sits here whatever moves; an empty chair it does not fill."""
        (self.seated_by if self.gone_since is None else self.seated_later).add(by)

    def end_seated(self, by: str, now: float) -> None:
        """It says so no more; from now on stillness counts anew."""
        self.seated_later.discard(by)
        if by in self.seated_by:
            self.seated_by.discard(by)
            if not self.seated_by:
                self.count_anew(now)

    def count_anew(self, now: float) -> None:
        """Stillness so far meant nothing: somebody was busy with something else."""
        if self.still_since is not None:
            self.seated_until = now

    def be_here(self) -> None:
        """Somebody is at the desk, without a doubt."""
        self.still_since = self.seated_until = self.locked_since = self.touched_at = self.gone_since = None
        self.seated_by |= self.seated_later
        self.seated_later.clear()

    def stand(self, since: float | None) -> None:
        """Standing from then on; None: sitting."""
        self.standing_since = since
        self.standing_asked = False

    def move(self, seconds: float) -> None:
        """Shift every clock time."""
        for name in ("still_since", "seated_until", "locked_since", "touched_at", "standing_since", "gone_since"):
            moment = getattr(self, name)
            if moment is not None:
                setattr(self, name, moment + seconds)

    def _still_away(self, rules: Rules) -> float | None:
        return self._still_from(rules, rules.idle_after)

    def _still_from(self, rules: Rules, after: float) -> float | None:
        """So long after the stillness that nothing explains has begun; a film explains two hours of it at most."""
        if self.still_since is None:
            return None
        limit = self.still_since + rules.still_seated
        if self.seated_by:
            return limit
        return min(limit, self._unexplained_since(self.still_since) + after)

    def _unexplained_since(self, still_since: float) -> float:
        return max(still_since, self.seated_until or still_since)


def _earliest(*moments: float | None) -> float | None:
    return min((moment for moment in moments if moment is not None), default=None)
