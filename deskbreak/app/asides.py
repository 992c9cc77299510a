"""What is asked for beside breaks: walks, settings, starting at login, how the last days went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from deskbreak.app import notices
from deskbreak.app.walks import walked_seconds
from deskbreak.core.moment import Moment
from deskbreak.core.summary import Day, by_day
from deskbreak.day_words import walked
from deskbreak.ports import ACTIVATION, Reply, Request
from deskbreak.ports.keeping import History
from deskbreak.ports.notices import Notice
from deskbreak.settings.ignored import SETTING, with_ignored
from deskbreak.settings.schema import Settings
from deskbreak.words import _, weekday

DAYS = 7


class Asides:
    """Each method reads one kind of request. DeskbreakError when it cannot be followed."""

    def __init__(
        self,
        history: History,
        moment: Callable[[], Moment],
        change: Callable[[str, str], object],
        settings: Callable[[], Settings],
        edit: Callable[[str], object],
        answer: Callable[[Notice], object],
    ) -> None:
        """`change` gives a setting a value, `edit` opens the settings file, `answer` shows what was asked for."""
        self._history = history
        self._moment = moment
        self._change = change
        self._settings = settings
        self._edit = edit
        self._answer = answer

    @property
    def table(self) -> Mapping[str, Callable[[Request], Reply | None]]:
        """What each of the requests does, by its name."""
        return {
            **self.harmless,
            "every": self.every,
            "sore": self.sore,
            "at-hand": self.at_hand,
            "floor": self.floor,
            "ignore": self.ignore,
            "at-login": self.at_login,
        }

    @property
    def harmless(self) -> Mapping[str, Callable[[Request], Reply | None]]:
        """Those of them that change nothing of the user's, for the demo."""
        return {"walk": self.walk, "history": self.history, "settings": self.settings}

    def walk(self, request: Request) -> Reply:
        """Keep that somebody walked; whether that waits is told."""
        return {"waits": not self._history.walk(walked_seconds(request.get("seconds")), self._moment().wall)}

    def every(self, request: Request) -> None:
        """Remind at another interval from now on."""
        self._change("reminder.every_minutes", str(request.get("minutes")))

    def sore(self, request: Request) -> None:
        """This side is sore from now on, or none is."""
        self._change("movements.sore_side", str(request.get("side") or "none"))

    def at_hand(self, request: Request) -> None:
        """They have this thing from now on, or no longer."""
        thing = {str(request.get("thing"))}
        had = self._settings().movements.equipment
        has = had | thing if request.get("on") is True else had - thing
        self._change("movements.equipment", ",".join(sorted(has)))

    def floor(self, request: Request) -> None:
        """Suggest also what is done on the floor, or no longer."""
        self._change("movements.floor_ok", "true" if request.get("on") is True else "false")

    def ignore(self, request: Request) -> None:
        """This program holds no reminder back any more, whatever it does."""
        self._change(SETTING, with_ignored(self._settings(), str(request.get("program"))))

    def at_login(self, request: Request) -> None:
        """Start at login, or no longer."""
        # Imported here: few change it, and then once.
        from deskbreak.app import autostart

        if request.get("on") is True:
            autostart.turn_on()
        else:
            autostart.turn_off()

    def history(self, _request: Request) -> None:
        """Tell how the last days went."""
        self._answer(notices.days(list(map(_line, self._last_days()))))

    def settings(self, request: Request) -> None:
        """Open the settings file for editing."""
        self._edit(str(request.get(ACTIVATION) or ""))

    def _last_days(self) -> list[Day]:
        """The last first, back to the first of which anything is kept."""
        date_now = self._moment().shown.date()
        dates = [(date_now - timedelta(days=back)).isoformat() for back in range(DAYS)]
        kept = self._history.days(dates[-1])
        return by_day(kept, [each for each in dates if kept and each >= kept[0].day])


def _line(day: Day) -> str:
    """The day in few words: the lines of a notice are short."""
    name, tally = weekday(date.fromisoformat(day.day)), day.tally
    told = _("{done} of {due}").format(done=tally.done, due=tally.due) if tally.due else _("no breaks")
    return f"{name}: {told} · {walked(day)}" if day.walked_seconds else f"{name}: {told}"
