"""Where the command `deskbreak` begins."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> int:
    """Run the program, or hand over to the command line; the exit code."""
    if sys.platform == "win32":
        _say_what_can_be_said()
    if sys.argv[1:] in ([], ["run"]):
        # The resident program never loads the command line's libraries: it stays small.
        from deskbreak.app.start import main as run

        return run()
    from deskbreak.cli.commands import main as command

    return command()


def _say_what_can_be_said() -> None:
    """A file or a pipe gets the characters of an old code page on Windows: what is not among them must not raise."""
    for stream in (sys.stdout, sys.stderr):
        # A program without a console has none of them.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
