"""What somebody sees of a terminal: the little of one that deskbreak needs, and an error for anything else."""

from __future__ import annotations

import re

TOKEN = re.compile(r"\x1b\[(?P<sgr>[\d;]*)m|(?P<known>\x1b\[[KJ]|[\r\n\a])|(?P<text>[^\x00-\x1f\x7f])", re.DOTALL)


class Glass:
    """Rows of characters and a cursor. One that was broken to fit the width counts in `broken`."""

    def __init__(self, columns: int = 80) -> None:
        self.columns = columns
        self.rows = [""]
        self.row = self.column = 0
        self.bells = 0
        self.styles: set[str] = set()
        self.broken = 0

    def write(self, text: str) -> None:
        """Take in what a program sends; a sequence in it has to be whole."""
        at = 0
        while at < len(text):
            match = TOKEN.match(text, at)
            assert match, f"unknown to a plain terminal: {text[at : at + 12]!r}"
            at = match.end()
            if match["sgr"] is not None:
                self.styles.add(match["sgr"])
            elif match["text"] is not None:
                self._put(match["text"])
            else:
                self._control(match["known"])

    @property
    def lines(self) -> list[str]:
        """The rows that have something in them."""
        return [row.rstrip() for row in self.rows if row.strip()]

    def _put(self, character: str) -> None:
        if self.column == self.columns:
            self.broken += 1
            self._down()
            self.column = 0
        row = self.rows[self.row].ljust(self.column)
        self.rows[self.row] = row[: self.column] + character + row[self.column + 1 :]
        self.column += 1

    def _control(self, control: str) -> None:
        match control:
            case "\r":
                self.column = 0
            case "\n":
                self._down()
            case "\a":
                self.bells += 1
            case "\x1b[J":
                del self.rows[self.row + 1 :]
                self.rows[self.row] = self.rows[self.row][: self.column]
            case _:
                self.rows[self.row] = self.rows[self.row][: self.column]

    def _down(self) -> None:
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append("")
