"""Warning signs: what is told while somebody has ticked one, and how that ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from deskbreak.app import safety_notices
from deskbreak.app.cards import SOON, Cards
from deskbreak.app.news import News
from deskbreak.core.profile import Profile, RedFlag
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.library.safety import Safety

ABOUT = "sign"
"""What the notice is about, among the news."""
SETTING = "conditions.red_flag"


class Signs:
    """While one is ticked its text stands among the news; one that is not urgent is told once."""

    def __init__(
        self,
        config: Path,
        profile: Callable[[], Profile],
        change: Callable[[str, str], object],
        news: News,
        cards: Cards,
    ) -> None:
        """`change` gives a setting a value."""
        self._config = config
        self._profile = profile
        self._change = change
        self._news = news
        self._cards = cards
        self._told: RedFlag | None = None

    @property
    def ticked(self) -> RedFlag | None:
        """The worst one, until a professional has looked at it."""
        return self._profile().red_flag

    @property
    def plain_title(self) -> str:
        """What a reminder says while movements are locked."""
        return self._safety().plain_break.title

    def look(self) -> None:
        """One may have been ticked or cleared."""
        if self.ticked is self._told:
            return
        self._told = self.ticked
        if self._told is not RedFlag.SOON:
            self._cards.forget(SOON)
        if self._told is None or self._cards.is_read(SOON):
            self._news.moot(ABOUT)
        else:
            self._tell(self._told)

    def show(self, _request: Request) -> None:
        """Somebody wants to read it again. DeskbreakError when none is ticked."""
        self._tell(self._known())
        self._news.show(ABOUT)

    def seen(self, request: Request) -> None:
        """A professional has looked at it: asked once more, unless the request is sure. DeskbreakError as above."""
        self._known()
        if request.get("sure") is not True:
            self._news.answer_now(safety_notices.sign_seen())
            return
        self._change(SETTING, "none")
        self._news.answer_now(safety_notices.sign_cleared())

    def _tell(self, ticked: RedFlag) -> None:
        # Imported here, as below: hardly anybody ever has one.
        from deskbreak.explain_choice import of_sign

        safety = self._safety()
        text = next(flags.text for flags in safety.red_flags if flags.level == ticked)
        self._news.tell(ABOUT, safety_notices.sign((text, of_sign(ticked)), safety.plain_break.unlock))
        if ticked is RedFlag.SOON:
            self._cards.was_read(SOON)

    def _known(self) -> RedFlag:
        if self.ticked is None:
            raise DeskbreakError(_("No warning sign is ticked."), _("They are listed by: deskbreak safety --signs"))
        return self.ticked

    def _safety(self) -> Safety:
        from deskbreak.library.safety import safety

        return safety(self._config)


def hands_off(_setting: str, _value: str) -> None:
    """In the demo: what is the user's stays as it is."""
    raise DeskbreakError(_("The demo changes nothing of yours."), _("Say it with: deskbreak safety --seen"))
