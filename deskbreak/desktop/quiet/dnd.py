"""Whether the desktop is set to not disturb anybody, as its notification service or its settings tell it.

How each of them tells it is in `dnd_ways.py`. Whatever says that something may have changed only makes us ask again.
What a desktop does by itself for a window that fills the screen holds by the rule on those: `fullscreen_rule.py`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial

from deskbreak.desktop.bus import Body, Bus, Forget
from deskbreak.desktop.quiet.dconf import switch
from deskbreak.desktop.quiet.dnd_ways import BY_SERVER, SERVER, SERVER_PATH, Asked, Kept, Way, Written, is_written
from deskbreak.desktop.quiet.fullscreen_rule import FullScreen
from deskbreak.desktop.quiet.telling import NOBODY, Telling
from deskbreak.ports.senses import Holders, TellHolders

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds that a service may take to answer; one that does not answer is not quiet."""
ON: Holders = frozenset({""})
"""Quiet, which no program asked for."""


class DoNotDisturb:
    """The `QuietSignal` of somebody who does not want to see notifications; also a `Judging`."""

    name = "do_not_disturb"

    def __init__(self, bus: Bus, environment: Mapping[str, str], tell: TellHolders) -> None:
        self._bus = bus
        self._environment = environment
        self._telling = Telling(tell)
        self._owner = ""
        self._asked = 0
        """How often, so that only the last time leads to another one."""
        self._way: Way | None = None
        self._quiet = False
        """What was answered last."""
        self._rule = FullScreen()
        self._watching: list[Forget] = []
        self._news: Forget = lambda: None
        self.server = ""
        """Which service was asked last, for `doctor`."""

    @property
    def is_known(self) -> bool:
        """Whether that service tells it at all."""
        return self.server in BY_SERVER

    def begin(self) -> None:
        """Tell whether it is set so, and go on telling."""
        self.end()
        self._telling.begin()
        self._watching = [self._bus.watch_name(SERVER, self._belongs_to)]

    def end(self) -> None:
        """Watch no more."""
        self._telling.end()
        self._asked += 1
        for forget in (*self._watching, self._news):
            forget()
        self._owner, self._way, self._watching, self._quiet = "", None, [], False

    def close(self) -> None:
        """As if nobody had asked."""
        self.end()

    def film(self, inhibited: bool) -> None:
        """Whether something keeps the screen from going dark."""
        self._rule.inhibited = inhibited
        self._judge()

    def still(self, since: float | None) -> None:
        """Since when nothing was touched; None while something is."""
        self._rule.still_since = since
        self._judge()

    # -- inside -------------------------------------------------------------

    def _belongs_to(self, owner: str) -> None:
        self._owner, self._way, self._quiet = owner, None, False
        self._news()
        if not owner:
            self._telling.say(NOBODY)
            return
        self._call(owner, SERVER_PATH, SERVER, "GetServerInformation", None, (), self._known, "ssss")

    def _known(self, body: Body) -> None:
        self.server = body[0]
        self._way = BY_SERVER.get(self.server)
        if self._way is None:
            self._telling.say(NOBODY)
            return
        news = self._way.news
        if news is not None:
            self._news = self._bus.on_signal(news.path, news.interface, lambda *_news: self._ask(), first=news.first)
        self._ask()

    def _ask_again(self, asked: int) -> None:
        if asked == self._asked:
            self._ask()

    def _ask(self) -> None:
        self._asked += 1
        if self._way is not None and self._way.every is not None:
            self._bus.at_leisure(self._way.every, partial(self._ask_again, self._asked))
        match self._way:
            case Asked() as way:
                owner = way.service or self._owner
                self._call(
                    owner, way.path, way.interface, way.member, way.signature, way.body,
                    lambda body: self._answered(way, body),
                )  # fmt: skip
            case Kept(key, quiet):
                self._say(switch(self._environment, key, not quiet) is quiet)
            case Written(file, line):
                self._say(is_written(self._environment, file, line))

    def _answered(self, way: Asked, body: Body) -> None:
        if self._way is way:
            self._say(bool(body) and way.means_quiet(body[0]))

    def _say(self, quiet: bool) -> None:
        self._quiet = quiet
        by_itself = quiet and isinstance(self._way, Asked) and not self._way.is_chosen(self._environment)
        now = self._bus.now()
        self._rule.fill(int(by_itself), now)
        changes_at = self._rule.changes_at(now)
        if changes_at is not None:
            self._bus.later(changes_at - now, partial(self._ask_again, self._asked))
        self._telling.say(ON if quiet and (not by_itself or self._rule.holds(now)) else NOBODY)

    def _judge(self) -> None:
        """What is known beside the answer has changed."""
        if self._quiet:
            self._say(True)

    def _call(
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str | None,
        body: Body,
        on_reply: Callable[[Body], None],
        gives: str | None = None,
    ) -> None:
        """Ask the service of now; what one says that has been replaced since is not heard."""
        owner = self._owner

        def reply(answer: Body) -> None:
            if owner == self._owner:
                on_reply(answer)

        def fail(error: str) -> None:
            # Where nobody has touched the switch of Xfce, it is not there.
            log.debug("%s does not tell of quiet: %s", service, error)
            if owner == self._owner:
                self._say(False)

        self._bus.call(service, path, interface, member, signature, body, reply, fail, gives, PATIENCE)
