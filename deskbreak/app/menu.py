"""Gathers what the tray menu tells, whenever somebody opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from deskbreak import tray_menu
from deskbreak.app.at_login import AtLogin
from deskbreak.app.given import Given
from deskbreak.app.lasting import Lasting
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.core.week import Standing
from deskbreak.ports.tray import Menu
from deskbreak.settings.person import RED_FLAGS
from deskbreak.settings.schema import Settings


class MenuOfNow:
    """The menu as it reads at the moment."""

    def __init__(
        self,
        view: Callable[[], View],
        moment: Callable[[], Moment],
        history: Lasting,
        given: Given,
        targets: Callable[[], Sequence[Standing]],
        settings: Callable[[], Settings],
        is_read: Callable[[], bool],
        is_demo: bool,
    ) -> None:
        """`is_read`: whether the safety notice was.

        `is_demo`: what is tried out here leaves the user's settings alone."""
        self._view = view
        self._moment = moment
        self._history = history
        self._given = given
        self._targets = targets
        self._settings = settings
        self._is_read = is_read
        self._is_demo = is_demo
        self._at_login = AtLogin()

    def __call__(self) -> Menu:
        moment, settings = self._moment(), self._settings()
        today = moment.shown.date()
        about = tray_menu.About(
            today=self._history.day(moment.wall),
            offers=self._given.offers(),
            targets=self._targets(),
            chosen=self._given.chosen,
            sign=RED_FLAGS[settings.conditions.red_flag],
            sore=settings.movements.sore_side,
            at_hand=settings.movements.equipment,
            floor_ok=settings.movements.floor_ok,
            check_in=self._history.intensities(today, today).get(today),
            every_minutes=settings.reminder.every_minutes,
            is_demo=self._is_demo,
            at_login=self._at_login(),
            is_read=self._is_read(),
        )
        return tray_menu.menu(self._view(), about, moment)
