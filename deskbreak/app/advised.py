"""The policy for whoever asks beside the running deskbreak: by the settings and the history as they lie on the disk."""

from __future__ import annotations

import time
from dataclasses import replace

from deskbreak import places
from deskbreak.app.advice import Advice, Now
from deskbreak.app.cards import BALL, Cards
from deskbreak.app.care import Care
from deskbreak.app.safety import is_read
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.library import Library
from deskbreak.core.moment import Moment
from deskbreak.core.offers import asks_for_care
from deskbreak.core.situation import Situation
from deskbreak.core.suggest import choice_of
from deskbreak.core.weigh import best
from deskbreak.desktop.clock import SystemZone
from deskbreak.history.reader import Reader, reading
from deskbreak.library.load import library, plain_break
from deskbreak.settings.good import load_lasting
from deskbreak.settings.meaning import hours, profile
from deskbreak.settings.schema import Settings
from deskbreak.words import _

SEEN_WITHIN = 120.0
"""Seconds for which a call is believed to go on that the running deskbreak has seen."""


def advice_of(settings: Settings, history: Reader) -> Advice:
    """What the policy goes by at this moment. A file of the user's that has a mistake is left out."""
    config = places.shipped("config")
    content = library(config, places.own_content())
    known, person, now = Library(content.movements, content.routines), profile(settings), _now(settings, history)
    return Advice(known, plain_break(config), lambda: person, history, lambda: now)


def choice_now(situation: Situation) -> Choice:
    """What the next break would be given, beside everything that it might have been given instead."""
    if not is_read(places.safety_file()):
        return Choice(Reason.UNREAD)
    choice = choice_of(situation)
    if choice.reason in (Reason.LOCKED, Reason.SCORE):
        return choice
    # It was decided before movements were weighed; whoever asks wants to know of those as well.
    looked_at = {candidate.id for candidate in choice.candidates}
    others = (candidate for candidate in best(situation).candidates if candidate.id not in looked_at)
    return replace(choice, candidates=(*choice.candidates, *others))


def care_for(name: str) -> tuple[str, ...]:
    """What to know before the movement or routine of this id; nothing where it asks for no care, or there is none."""
    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    with reading(places.database()) as history:
        situation = advice_of(settings, history).situation()
    known = situation.library
    what = known.movements.get(name) or known.routines.get(name)
    if what is None or not is_read(places.safety_file()) or not asks_for_care(what, situation):
        return ()
    title = _("{movement} asks for care.").format(movement=what.name)
    cards = Cards(places.cards_file(), lambda: situation.context.today)
    return title, *Care(places.shipped("config"), known, lambda: situation.profile, cards).notes(what)


def _now(settings: Settings, history: Reader) -> Now:
    wall, saved = time.time(), history.saved()
    quiet = saved.state.get("quiet", ()) if saved is not None and wall - saved.wall < SEEN_WITHIN else ()
    moment = Moment(wall, wall, SystemZone().local)
    card_read = Cards(places.cards_file(), lambda: moment.shown.date()).is_read(BALL)
    return Now(moment, wall, frozenset(quiet), hours(settings), settings.reminder.every_minutes * 60, card_read)
