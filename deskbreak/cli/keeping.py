"""Has something kept in the history: by the running deskbreak, or here where none runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from deskbreak.cli.alone import own_store
from deskbreak.cli.running import request
from deskbreak.errors import NotRunning
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.history.store import Store
    from deskbreak.ports import Request


def kept(what: Request, keep: Callable[[Store], object]) -> bool:
    """Have it kept; whether it is by now. Otherwise it waits in the running deskbreak.

    DeskbreakError when it cannot be kept.
    """
    try:
        return not request(what).get("waits", False)
    except NotRunning:
        with own_store() as store:
            keep(store)
        return True


def tell_that_it_waits() -> None:
    """Say what becomes of what is not kept yet."""
    click.echo(_("Your history cannot be used now. This waits until it can, and is lost if deskbreak ends before."))
