"""Notices on Windows and macOS, through desktop-notifier: with buttons, and taken back when they are moot.

Its API is asyncio's, so it lives in a thread with an event loop of its own; what somebody pressed is handed to our
loop. One notification, ever: what the screen should show is one value, and the thread brings the screen there, one
step at a time. Each notification is named after its number, so that a button of an older one presses nothing.

What the systems do not do: Windows shows a banner for 5 to 25 s and keeps it in the notification centre then, with its
buttons, until it is withdrawn; macOS lets the user choose banners or alerts that stay. Neither can change a banner
without showing it anew, so that of a countdown is left as it is while only the clock in its title runs. And a
notification that the system hides (Focus, Do not disturb) counts as shown.
Not run on Windows or macOS yet; tested beside a desktop-notifier of ours.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path
from typing import Any

from deskbreak.desktop.notify.picture import png
from deskbreak.desktop.notify.private import write_private
from deskbreak.ports import Post, Request, Unavailable
from deskbreak.ports.notices import Notice
from deskbreak.words import _

log = logging.getLogger(__name__)

READY_SECONDS = 5.0
"""For the library to be loaded and to reach the system's service."""
ALLOWED_SECONDS = 10.0
"""For somebody who is asked for the first time whether we may; until then another notifier shows the notice."""
ICONS = frozenset({"ICON", "ICON_FILE"})
"""The capabilities that tell of a system where a notification may have an icon of its own."""
LAST_WORD_SECONDS = 1.0
"""How long the end waits for the notification to be taken away."""


class ToastNotifier:
    """The `Notifier` of Windows and macOS."""

    name = "desktop-notifier"
    tells_failure = True

    def __init__(
        self,
        icon: Path,
        note: Path,
        post: Post,
        on_failed: Callable[[Notice], None],
        on_over: Callable[[], None],
        wake_with: Callable[[Callable[[], object]], None],
    ) -> None:
        """Unavailable, with the reason, where the system takes no notifications from us. `on_failed` gets a notice
        that could not be shown, `on_over` hears that one was answered or put away; they and `post` are called through
        `wake_with`. The file `note` names what is shown."""
        self._icon = icon
        self._note = note
        self._post = post
        self._on_failed = on_failed
        self._on_over = on_over
        self._wake_with = wake_with
        self._notice: Notice | None = None
        self._number = 0
        self._shown = ""
        """The name of what is on the screen; the thread's own."""
        # Imported here: asyncio costs megabytes, and Linux does without.
        from deskbreak.desktop.notify.socketless import running_loop

        self._asyncio = running_loop(self.name)
        try:
            self._do(self._reach()).result(READY_SECONDS)
        except Unavailable:
            self._end()
            raise
        except Exception as error:
            # Whatever a system raises whose service is not there, or not as the library knows it.
            self._end()
            log.info("desktop-notifier cannot be used", exc_info=True)
            why = str(error) or type(error).__name__
            raise Unavailable(_("desktop-notifier cannot be used ({error})").format(error=why)) from error

    def show(self, notice: Notice) -> None:
        before, self._notice = self._notice, notice
        if before is not None and before.step and before.step == notice.step and before.title != notice.title:
            return
        self._number += 1
        self._do(self._bring(self._number, notice))

    def withdraw(self) -> None:
        self._notice = None
        self._number += 1
        self._do(self._bring(self._number, None))

    def close(self) -> None:
        """Take away what is shown, if that can be done in a moment, and end the thread."""
        self._number += 1
        try:
            self._do(self._bring(self._number, None)).result(LAST_WORD_SECONDS)
        except TookTooLong:
            log.warning("a notification may stay behind")
        self._end()

    # -- answers, in our loop -----------------------------------------------

    def _answered(self, name: str, request: Callable[[Notice], Request | None]) -> None:
        notice = self._notice
        if notice is None or name != _name(self._number):
            return
        # Windows keeps what was answered in its notification centre, unless it is taken away.
        self.withdraw()
        self._on_over()
        wanted = request(notice)
        if wanted is not None:
            self._post(wanted)

    def _failed(self, number: int) -> None:
        if self._notice is not None and number == self._number:
            self._on_failed(self._notice)

    # -- answers, in the thread ---------------------------------------------

    def _clicked(self, name: str) -> None:
        self._wake_with(lambda: self._answered(name, lambda notice: notice.click))

    def _dismissed(self, name: str) -> None:
        self._wake_with(lambda: self._answered(name, lambda notice: notice.put_away))

    def _pressed(self, name: str, button: str) -> None:
        self._wake_with(lambda: self._answered(name, lambda notice: _button(notice, button)))

    # -- the screen, in the thread ------------------------------------------

    async def _reach(self) -> None:
        import asyncio

        import desktop_notifier

        self._library = desktop_notifier
        self._one_at_a_time = asyncio.Lock()
        center = desktop_notifier.DesktopNotifier("deskbreak", desktop_notifier.Icon(path=self._icon))
        capabilities = await center.get_capabilities()
        if desktop_notifier.Capability.TITLE not in capabilities:
            # Its stand-in where it can do nothing.
            raise Unavailable(_("the system takes notifications only from signed apps, and this Python is none"))
        # By their name, and not at the notification: the library forgets that one when its banner leaves the screen.
        center.on_clicked, center.on_dismissed, center.on_button_pressed = self._clicked, self._dismissed, self._pressed
        self._center = center
        self._has_icons = any(each.name in ICONS for each in capabilities)
        self._shown = self._left_over()
        await self._clear()

    async def _bring(self, number: int, notice: Notice | None) -> None:
        """Have the screen show this and nothing else, unless something newer is wanted by now."""
        async with self._one_at_a_time:
            if number != self._number:
                return
            await self._clear()
            if notice is not None and not await self._shows(number, notice):
                self._wake_with(lambda: self._failed(number))

    async def _shows(self, number: int, notice: Notice) -> bool:
        """Whether it does, as far as can be known."""
        try:
            # Somebody may have taken their time over whether they allow it.
            return await self._allowed() and (number != self._number or await self._send(number, notice))
        except Exception:
            log.exception("a notification could not be shown")
            return False

    async def _allowed(self) -> bool:
        import asyncio

        asking = asyncio.ensure_future(self._center.request_authorisation())
        done, _waiting = await asyncio.wait({asking}, timeout=ALLOWED_SECONDS)
        if done and asking.result():
            return True
        log.warning("deskbreak is not allowed to show notifications")
        return False

    async def _send(self, number: int, notice: Notice) -> bool:
        """Whether the system took it. The library tells nobody of what it could not send; it only keeps quiet."""
        urgency = self._library.Urgency
        taken: list[bool] = []
        self._keep(_name(number))
        await self._center.send_notification(
            self._library.Notification(
                title=notice.title,
                message=notice.body,
                urgency=urgency.Critical if notice.stays else urgency.Normal,
                buttons=tuple(
                    self._library.Button(title=button.label, identifier=str(index))
                    for index, button in enumerate(notice.buttons)
                ),
                on_dispatched=lambda: taken.append(True),
                identifier=_name(number),
                **self._pictured(notice),
            )
        )
        return bool(taken)

    def _pictured(self, notice: Notice) -> dict[str, Any]:
        """Its picture, in the app icon's place on Windows, where an attachment would fill the width; on macOS at the
        side."""
        picture = png(notice.picture) if notice.picture else None
        if picture is None:
            return {}
        if self._has_icons:
            return {"icon": self._library.Icon(path=picture)}
        return {"attachment": self._library.Attachment(path=picture)}

    async def _clear(self) -> None:
        if not self._shown:
            return
        try:
            await self._center.clear(self._shown)
        except OSError as error:
            # Windows says so of one that is gone already.
            log.info("a notification could not be taken away: %s", error)
        self._keep("")

    # -- what is left over --------------------------------------------------

    def _keep(self, name: str) -> None:
        self._shown = name
        try:
            if name:
                write_private(self._note, name)
            else:
                self._note.unlink(missing_ok=True)
        except OSError as error:
            log.warning("a crash would leave this notice on the screen: %s", error)

    def _left_over(self) -> str:
        try:
            return self._note.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return ""

    # -- the thread ---------------------------------------------------------

    def _do(self, step: Coroutine[Any, Any, None]) -> Future[None]:
        import asyncio

        return asyncio.run_coroutine_threadsafe(step, self._asyncio)

    def _end(self) -> None:
        self._asyncio.call_soon_threadsafe(self._asyncio.stop)


def _name(number: int) -> str:
    return f"deskbreak-{number}"


def _button(notice: Notice, index: str) -> Request | None:
    known = index.isdecimal() and int(index) < len(notice.buttons)
    return notice.buttons[int(index)].request if known else None
