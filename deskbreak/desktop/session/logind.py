"""What logind tells of our session: locked, another user in front of the screen, sleep and shutdown.

Before the machine sleeps or goes off it waits for us, five seconds at most, so that the state can be kept.
elogind, where there is no systemd, speaks the same. https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from deskbreak.desktop.bus import Body, Bus, Forget
from deskbreak.desktop.session.agreement import Agreement

log = logging.getLogger(__name__)

Properties = Mapping[str, tuple[str, Any]]

NAME = "org.freedesktop.login1"
PATH, MANAGER = "/org/freedesktop/login1", f"{NAME}.Manager"
OUR_USER, USER = f"{PATH}/user/self", f"{NAME}.User"
SESSION = f"{NAME}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
GRAPHICAL = ("x11", "wayland", "mir")
"""Types of sessions that have a screen."""
HINT, REQUEST, ELSEWHERE = "logind's hint", "logind's request", "logind's seat"
"""What may say that nobody is in front of our screen: the locker told logind so, logind told lockers to, or it shows
another user's session."""
CONFIRM_SECONDS = 10.0
"""A lock that was asked for is believed so long, unless something says by then that there is one: not every desktop
has a locker that listens, and most of those that do tell logind as well."""
RETURN_SECONDS = 30.0
"""How long a logind that is gone, as for an update, may take to come back before its word counts no more."""


class Logind:
    """Follows one session, through restarts of logind."""

    def __init__(
        self, bus: Bus, environment: Mapping[str, str], agreement: Agreement, on_sleep: Callable[[], object]
    ) -> None:
        """`on_sleep` is called when the machine is about to sleep or to go off; it goes on as soon as that returns."""
        self._bus = bus
        self._ident = environment.get("XDG_SESSION_ID", "")
        self._agreement = agreement
        self._on_sleep = on_sleep
        self._owner = ""
        self._session = ""
        self._inhibitor: int | None = None
        self.seen = False
        """Whether logind has told us which session is ours."""
        self._of_session: list[Forget] = []
        self._watching = [
            bus.on_signal(PATH, MANAGER, self._machine, {"PrepareForSleep": "b", "PrepareForShutdown": "b"}),
            bus.on_signal(PATH, MANAGER, self._came_or_went, {"SessionNew": "so", "SessionRemoved": "so"}),
            bus.watch_name(NAME, self._belongs_to),
        ]

    def close(self) -> None:
        """Hold nothing up any more."""
        for forget in (*self._watching, *self._of_session):
            forget()
        self._release()

    def forget(self) -> None:
        """What it said counts no more."""
        self.seen = False
        for who in (HINT, REQUEST, ELSEWHERE):
            self._agreement.say(who, False)

    # -- which logind, which session ----------------------------------------

    def _belongs_to(self, owner: str) -> None:
        self._owner = owner
        self._release()
        if not owner:
            self._bus.later(RETURN_SECONDS, self._still_gone)
            return
        self._inhibit()
        self._find_session()

    def _still_gone(self) -> None:
        if not self._owner:
            self.forget()

    def _came_or_went(self, sender: str, _member: str, _body: Body) -> None:
        """Ours may be gone, and we in the next one, with a user's bus that outlives both."""
        if sender == self._owner:
            self._find_session()

    def _find_session(self) -> None:
        if self._ident:
            self._call(PATH, MANAGER, "GetSession", "s", (self._ident,), self._check, self._find_display, "o")
        else:
            self._find_display("XDG_SESSION_ID is not set")

    def _check(self, body: Body) -> None:
        (session,) = body

        def judge(properties: Properties) -> None:
            kind, state = (properties.get(name, ("s", ""))[1] for name in ("Type", "State"))
            if kind in GRAPHICAL and state != "closing":
                self._found(session)
            else:
                self._find_display(f"{session} is of type {kind}, {state}")

        self._ask(session, judge)

    def _find_display(self, error: str) -> None:
        """Take the user's session that has the screen.

        What systemd itself started for a user is in no session; what was started in a terminal may be in one that has
        ended since, and would pass for out of sight for ever.
        """
        log.debug("no session with a screen by its id: %s", error)

        def found(body: Body) -> None:
            ident, session = body[0][1]
            if ident:
                self._found(session)

        def fail(error: str) -> None:
            log.info("logind does not tell which session has the screen: %s", error)

        self._call(OUR_USER, PROPERTIES, "Get", "ss", (USER, "Display"), found, fail, "v")

    def _found(self, session: str) -> None:
        for forget in self._of_session:
            forget()
        self._session, self.seen = session, True
        self._of_session = [
            self._bus.on_signal(session, SESSION, self._asked, {"Lock": "", "Unlock": ""}),
            self._bus.on_signal(session, PROPERTIES, self._changed, {"PropertiesChanged": "sa{sv}as"}, first=SESSION),
        ]
        self._ask(session, self._know)

    # -- what it tells ------------------------------------------------------

    def _know(self, properties: Properties) -> None:
        match properties.get("LockedHint"):
            case ("b", locked):
                self._agreement.say(HINT, locked)
                if not locked:
                    self._agreement.say(REQUEST, False)
        match properties.get("Active"):
            case ("b", active):
                self._agreement.say(ELSEWHERE, not active)

    def _changed(self, sender: str, _member: str, body: Body) -> None:
        if sender != self._owner:
            return
        _interface, values, invalidated = body
        self._know(values)
        if {"LockedHint", "Active"} & set(invalidated):
            self._ask(self._session, self._know)

    def _asked(self, sender: str, member: str, _body: Body) -> None:
        if sender == self._owner:
            self._agreement.say(REQUEST, member == "Lock")
            self._bus.later(CONFIRM_SECONDS, self._confirm)

    def _confirm(self) -> None:
        if not self._agreement.confirmed(REQUEST):
            self._agreement.say(REQUEST, False)

    # -- sleep --------------------------------------------------------------

    def _machine(self, sender: str, member: str, body: Body) -> None:
        if sender != self._owner:
            return
        (begins,) = body
        if not begins:
            log.info("%s is over", member)
            self._inhibit()
            return
        log.info("%s: the state is kept now", member)
        try:
            self._on_sleep()
        finally:
            self._release()

    def _inhibit(self) -> None:
        what = ("sleep:shutdown", "deskbreak", "Keeps what it has counted", "delay")
        self._call(PATH, MANAGER, "Inhibit", "ssss", what, self._hold, self._not_held, "h")

    def _hold(self, body: Body) -> None:
        self._release()
        self._inhibitor = os.dup(body[0])

    def _not_held(self, error: str) -> None:
        log.info("the machine does not wait for us before it sleeps: %s", error)

    def _release(self) -> None:
        if self._inhibitor is not None:
            os.close(self._inhibitor)
            self._inhibitor = None

    # -- asking -------------------------------------------------------------

    def _ask(self, session: str, on_answer: Callable[[Properties], None]) -> None:
        """All that there is to be known of a session."""

        def fail(error: str) -> None:
            log.info("logind does not tell of %s: %s", session, error)

        self._call(session, PROPERTIES, "GetAll", "s", (SESSION,), lambda body: on_answer(body[0]), fail, "a{sv}")

    def _call(
        self,
        path: str,
        interface: str,
        member: str,
        signature: str,
        body: Body,
        on_reply: Callable[[Body], None],
        on_error: Callable[[str], None],
        gives: str,
    ) -> None:
        """Ask the logind of now; what one says that has been replaced since is not heard."""
        owner = self._owner

        def reply(answer: Body) -> None:
            if owner == self._owner:
                on_reply(answer)

        self._bus.call(owner, path, interface, member, signature, body, reply, on_error, gives)
