"""What a terminal shows of us: lines that stay, and below them one live line that is written over.

Nothing but carriage return, "erase line" and colours is sent, so that every terminal and multiplexer follows; only
after its size changed also "erase below", because many of them have broken the live line in two by then.
"""

from __future__ import annotations

import errno
import logging
import os
import select
import sys
from collections import deque
from collections.abc import Callable, Mapping
from functools import cache
from typing import TextIO

log = logging.getLogger(__name__)

WAITING = 200
"""How many lines wait at most for a terminal that takes nothing."""
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
"""A file that we say things into cannot grow now, but may again."""
COLUMNS = 80
"""The width of one that does not tell."""
ASCII = str.maketrans({"·": "|", "…": "~", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"', "→": ">"})


class Console:
    """One for a stream, however many write on it (see `console`)."""

    def __init__(self, out: TextIO | None, environ: Mapping[str, str] = os.environ) -> None:
        self._out = out
        self.on_lead: Callable[[str], object] = lambda _title: None
        """Told what the countdown of a movement says, and "" when it is over."""
        self.has_keys = False
        """Whether somebody listens to the keys that are pressed here."""
        self.is_terminal = out is not None and out.isatty()
        term = environ.get("TERM", "")
        # An old console of Windows takes no sequences unless it is told to; its Terminal says that it is there.
        dumb = term in ("", "dumb") and not environ.get("WT_SESSION")
        self._erase, self._erase_below = ("", "") if dumb else ("\x1b[K", "\x1b[J")
        self.coloured = self.is_terminal and not dumb and not environ.get("NO_COLOR") and sys.platform != "win32"
        self._charset = charset(environ, getattr(out, "encoding", None) or "utf-8")
        self._lines: deque[str] = deque(maxlen=WAITING)
        self._live = ""
        """What the live line should be ..."""
        self._shown = ""
        """... and what it is."""

    @property
    def ascii_only(self) -> bool:
        """Whether it may not know what a block looks like."""
        return not self._charset.startswith("utf")

    @property
    def columns(self) -> int:
        """How wide it is."""
        try:
            return os.get_terminal_size(self._fileno()).columns or COLUMNS
        except (OSError, ValueError):
            return COLUMNS

    def say(self, *lines: str, hang: int = 0, bell: bool = False, style: str = "{}") -> None:
        """Lines that stay, above the live one; `hang` indents what does not fit on the first line of one.

        The bell is what a terminal has to call somebody with. `style` goes around each line, where there are colours.
        """
        around = style if self.coloured else "{}"
        for line in lines:
            self._lines.extend(f"{around.format(part)}\n" for part in self._wrapped(line, " " * hang))
        if bell and self.is_terminal and self._lines:
            self._lines[-1] = f"{self._lines[-1]}\a"
        self._write()

    def live(self, text: str, resized: bool = False) -> None:
        """From now on this is the live line; "" for none. It has to be narrower than the terminal.

        `resized`: the last one may have been broken into several; what is below its beginning is ours alone.
        """
        self._live = text
        if resized or text != self._shown or self._lines:
            self._write(self._erase_below if resized and self._shown else "")

    def leave(self) -> None:
        """Another program writes here now: where the live line was is no more for us to touch."""
        self._live = self._shown = ""

    def _write(self, first: str = "") -> None:
        if self._out is None or not self._takes():
            return
        # The cursor rests at the beginning of the live line: there it stays when the line is broken.
        text = (f"\r{self._blank()}" if self._shown else "") + first + "".join(self._lines) + self._live
        if self._live:
            text += "\r"
        self._lines.clear()
        self._shown = self._live
        try:
            self._out.write(self._spelled(text))
            self._out.flush()
        except OSError as error:
            if error.errno in FULL:
                # What could not be written is kept by the stream, and goes out with the next line.
                log.info("no room for what is said: %s", error)
                return
            log.info("nobody hears us any more: %s", error)
            # What is left would be written out once more at the end, and fail there.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._fileno())

    def _wrapped(self, line: str, hang: str) -> list[str]:
        """Broken between words; into a file each line is written as it is."""
        if not self.is_terminal:
            return [line]
        width = max(len(hang) + 20, self.columns)
        # Imported here: the resident program mostly has no terminal.
        from textwrap import wrap

        return wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False) or [""]

    def _blank(self) -> str:
        return self._erase or " " * (self.columns - 1) + "\r"

    def _takes(self) -> bool:
        """Not after Ctrl+S, nor over a line that hangs: reminders must not wait for it, and quitting neither."""
        if sys.platform == "win32":
            return True
        try:
            ready = select.poll()
            ready.register(self._fileno(), select.POLLOUT)
        except (OSError, ValueError):
            return True
        return bool(ready.poll(0))

    def _spelled(self, text: str) -> str:
        if self.ascii_only:
            text = text.translate(ASCII)
        return text.encode(self._charset, "replace").decode(self._charset)

    def _fileno(self) -> int:
        return self._out.fileno() if self._out is not None else -1


@cache
def console(out: TextIO | None) -> Console:
    """The one for this stream."""
    return Console(out)


def say(line: str) -> None:
    """A line for whoever started us, if there still is anybody; above the live one, if there is one."""
    console(sys.stdout).say(line)


def charset(environ: Mapping[str, str], encoding: str) -> str:
    """What the terminal can show: ASCII in the C locale, in spite of Python, which writes UTF-8 then."""
    if sys.platform == "win32":
        return encoding
    plain = ("", "C", "POSIX")
    ctype = environ.get("LC_CTYPE", "")
    if ctype == "C.UTF-8" and environ.get("LANG", "") in plain:
        # Python puts it there itself in such a locale (PEP 538).
        ctype = ""
    locale = environ.get("LC_ALL") or ctype or environ.get("LANG", "")
    return "ascii" if locale in plain else encoding.lower()
