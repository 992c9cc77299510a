"""Where the command `deskbreak` begins."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program, or hand over to the command line; the exit code."""
    if sys.argv[1:] in ([], ["run"]):
        # The resident program never loads the command line's libraries: it stays small.
        from deskbreak.app.start import main as run

        return run()
    from deskbreak.cli.commands import main as command

    return command()


if __name__ == "__main__":
    sys.exit(main())
