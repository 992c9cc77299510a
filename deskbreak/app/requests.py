"""Who carries out what is asked for: the parts that answer requests, and the table that leads to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from deskbreak.app.asides import Asides
from deskbreak.app.check_ins import CheckIns
from deskbreak.app.choosing import Choosing
from deskbreak.app.commands import Commands
from deskbreak.app.inside import Inside
from deskbreak.app.kinds import Kind
from deskbreak.app.notifiers import Notifiers
from deskbreak.app.too_much import TooMuch
from deskbreak.app.under_way import UnderWay
from deskbreak.core.events import SkipChosen
from deskbreak.core.moment import Moment
from deskbreak.ports import Reply, Request
from deskbreak.ports.loop import Clock

Table = dict[str, Callable[[Request], Reply | None]]
LEAVES_SOON: Reply = {"leaves": True}
"""What somebody who starts deskbreak is told by one that does not stay."""


def make_commands(
    kind: Kind,
    inside: Inside,
    clock: Clock,
    notifiers: Notifiers,
    edit: Callable[[str], object],
    status: Callable[[Moment], Reply],
    own: Mapping[str, Callable[[Request], Reply | None]],
) -> Commands:
    """All that may be asked for. `edit` opens the settings; `own` is what the program itself does, by name."""
    choosing = _choosing(inside, notifiers)
    return Commands(
        inside.runtime.post,
        inside.runtime.view,
        clock,
        inside.zone,
        inside.news.answer,
        inside.carry_out.show_again,
        inside.hours,
        status,
        choosing.meant,
        {
            **_about_the_break(inside, clock, choosing),
            **_beside_the_breaks(kind, inside, clock, choosing, edit),
            **_about_news(inside),
            "reload": lambda _request: inside.live.look(),
            **({} if kind.stays else {"show": lambda _request: LEAVES_SOON}),
            **own,
        },
    )


def _choosing(inside: Inside, notifiers: Notifiers) -> Choosing:
    choosing = Choosing(
        inside.given,
        inside.runtime.view,
        inside.carry_out.name_another,
        lambda: inside.safety.read,
        inside.care,
        notifiers,
    )
    inside.live.on_change.append(lambda _settings: choosing.look_again())
    return choosing


def _about_the_break(inside: Inside, clock: Clock, choosing: Choosing) -> Table:
    """What it is given, and the movement while it is under way."""

    def stop() -> object:
        return inside.runtime.post(SkipChosen())

    under_way = UnderWay(inside.countdown, clock, stop, inside.runtime.publish)
    too_much = TooMuch(inside.countdown, inside.given, inside.history, clock, stop, inside.news.answer)
    return {
        "another": choosing.another,
        "next": choosing.next,
        "note": choosing.note,
        "too-much": too_much,
        "hush": lambda _request: inside.countdown.hush(),
        **under_way.table,
    }


def _beside_the_breaks(
    kind: Kind, inside: Inside, clock: Clock, choosing: Choosing, edit: Callable[[str], object]
) -> Table:
    """What somebody tells and answers, and the settings that the menu has lines for."""

    def look_again() -> None:
        inside.carry_out.look_again()
        choosing.look_again()

    check_ins = CheckIns(inside.history, clock.wall, look_again, inside.news.answer)
    asides = Asides(
        inside.history,
        inside.moment,
        inside.live.change,
        lambda: inside.live.loaded.settings,
        edit,
        inside.news.answer,
    )
    return {
        "checkin": check_ins.check_in,
        "selfcheck": check_ins.self_check,
        "answer": inside.answer,
        **(asides.table if kind.records else asides.harmless),
    }


def _about_news(inside: Inside) -> Table:
    """What there is to read, and that it was read."""
    return {
        "safety": lambda _request: inside.safety.show(),
        "sign": inside.signs.show,
        "seen": inside.signs.seen,
        "heard": lambda request: inside.news.moot(str(request.get("about"))),
    }
