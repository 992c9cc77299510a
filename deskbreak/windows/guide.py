"""The window that leads through a movement: `python -m deskbreak.windows.guide`, on what `lines` tells of."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from deskbreak.windows.lines import Lines


def main() -> int:
    """Until its input ends or the movement is over; the exit code."""
    lines = Lines()

    def failed(kind: type[BaseException], error: BaseException, _where: TracebackType | None) -> None:
        lines.tell({"error": f"{kind.__name__}: {error}"})

    sys.excepthook = failed
    try:
        # Imported here: without Qt, or a library that it needs, there is still somebody to be told of it.
        from deskbreak.windows.guide_run import run
    except ImportError as error:
        lines.tell({"trouble": str(error)})
        return 1
    return run(lines)


if __name__ == "__main__":
    # Not by sys.exit: the thread of the lines may just come back from Qt, which aborts if Python is gone by then.
    os._exit(main())
