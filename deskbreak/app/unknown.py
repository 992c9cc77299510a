"""What to say of a name that is neither a movement nor a routine here: it may have been put in place just now."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches

from deskbreak import places
from deskbreak.errors import DeskbreakError
from deskbreak.library.check import check_folder
from deskbreak.library.reading import is_id
from deskbreak.words import _


def unknown(name: str, known: Iterable[str]) -> DeskbreakError:
    """Why this cannot be begun. `known`: all ids that are."""
    file = _file_of(name)
    if file is None:
        return _no_such(name, known)
    # Read anew: the mistakes of the start may be mended by now.
    if any(mistake.file == file for mistake in check_folder(places.own_content(), places.shipped("config"))):
        return DeskbreakError(
            _("{name} is left out: there is a mistake in its file.").format(name=name),
            _("Find it with: deskbreak library check"),
        )
    return DeskbreakError(
        _("The running deskbreak does not know {name} yet.").format(name=name),
        _("It reads new files when it starts; quit it, and start it again."),
    )


def _file_of(name: str) -> str | None:
    """Their own file of this name, told from the folder of the library."""
    files = (f"{folder}/{name}.toml" for folder in ("movements", "routines")) if is_id(name) else ()
    return next((file for file in files if os.path.lexists(places.own_content() / file)), None)


def _no_such(name: str, known: Iterable[str]) -> DeskbreakError:
    near = get_close_matches(name, list(known), n=1)
    unknown = _("There is no movement or routine {name}.")
    meant = _("There is no movement or routine {name}; did you mean {near}?")
    return DeskbreakError(
        (meant if near else unknown).format(name=name, near=near[0] if near else ""),
        _("All of them: deskbreak movements, deskbreak routines"),
    )
