"""Whether the guide's window can be shown here: by starting one that has nothing to show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from subprocess import DEVNULL, TimeoutExpired, run

from deskbreak.app.child import argv, environment_of
from deskbreak.app.finding import Finding
from deskbreak.app.guide_process import MODULE
from deskbreak.app.screen import has_screen
from deskbreak.words import _

PATIENCE = 15.0
"""Seconds for it to come up."""
PACKAGE = "PySide6-Essentials"


def guide(environment: Mapping[str, str]) -> Finding:
    """What leads through a movement on this desktop."""
    if not has_screen(environment):
        return Finding("guide", "terminal", (), ((_("window"), _("there is no screen for it here")),))
    try:
        found = f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        lacks = ((PACKAGE, _("it is not installed")),)
        return Finding("guide", "notification", (), lacks, _("Install it with: pip install 'deskbreak[window]'"))
    trouble = _tried(environment)
    if trouble is None:
        return Finding("guide", "window", (found,))
    hint = _("It names what is missing; your system's packages have it.")
    return Finding("guide", "notification", (found,), ((_("window"), trouble),), hint)


def _tried(environment: Mapping[str, str]) -> str | None:
    """What kept a window from coming up; None: nothing did."""
    try:
        done = run(  # noqa: S603 - ourselves, and no shell
            argv(MODULE), env=environment_of(environment), stdin=DEVNULL, capture_output=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
    except (OSError, TimeoutExpired) as error:
        return str(error)
    for line in done.stdout.splitlines():
        return str(json.loads(line).get("trouble"))
    return None if done.returncode == 0 else _("it ended with {code}").format(code=done.returncode)
