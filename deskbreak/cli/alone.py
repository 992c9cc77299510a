"""Writing into the history where no deskbreak runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from deskbreak import places
from deskbreak.app.instance import Instance
from deskbreak.errors import DeskbreakError
from deskbreak.words import _

if TYPE_CHECKING:
    from deskbreak.history.store import Store


@contextmanager
def own_store() -> Iterator[Store]:
    """The user's history, while no deskbreak can start. DeskbreakError when it cannot be used."""
    # Imported here: the other commands do without the database.
    from deskbreak.history.store import Store
    from deskbreak.history.unusable import unusable_told

    file = places.database()
    with unusable_told(file), ExitStack() as ends:
        instance = Instance(places.lock_file(places.NAME))
        ends.callback(instance.release)
        if not instance.take():
            raise DeskbreakError(_("deskbreak is just starting or ending."), _("Try again in a moment."))
        store = Store(file)
        ends.callback(store.close)
        yield store
