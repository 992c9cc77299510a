"""Reads a switch from the file in which GNOME, Cinnamon and MATE keep their settings.

`gsettings` would be a process for each look, and the desktop portal does not hand out what we ask for. Only what
somebody has set is in that file: for the rest the default counts. What an administrator sets for all is not seen.
The format: gvdb-format.h of https://gitlab.gnome.org/GNOME/gvdb.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Mapping

from deskbreak.desktop.quiet.settings_folder import settings_folder

log = logging.getLogger(__name__)

SIGNATURE = b"GVariant"
HEADER = struct.Struct("<8sIIII")
"""Signature, version, options, and from where to where the table lies."""
ITEM = struct.Struct("<IIIHBxII")
"""Hash, parent, start and size of the key, kind, and from where to where the value lies."""
BLOOM_WORDS = (1 << 27) - 1
NO_PARENT = 0xFFFFFFFF
DEEPEST = 64
BOOLEANS = {b"\0\0b": False, b"\1\0b": True}
"""Values with their type behind them, as they lie in the file."""


def switch(environment: Mapping[str, str], key: str, default: bool) -> bool:
    """Whether this switch is on, for whoever runs us; the default where it was never touched."""
    file = settings_folder(environment) / "dconf/user"
    try:
        return switch_in(file.read_bytes(), key, default)
    except FileNotFoundError:
        return default
    except (OSError, struct.error, IndexError, ValueError) as error:
        log.warning("%s cannot be read: %s", file, error)
        return default


def switch_in(data: bytes, key: str, default: bool) -> bool:
    """The same, from the bytes of such a file. struct.error, IndexError or ValueError if it is damaged."""
    if not data:
        return default
    signature, _version, _options, start, end = HEADER.unpack_from(data)
    if signature != SIGNATURE:
        raise ValueError("not a file of settings")
    bloom, buckets = struct.unpack_from("<II", data, start)
    first = start + 8 + 4 * (bloom & BLOOM_WORDS) + 4 * buckets
    items = [ITEM.unpack_from(data, at) for at in range(first, end - ITEM.size + 1, ITEM.size)]
    leaf = key.rpartition("/")[2].encode()
    for _hash, parent, key_start, size, kind, value_start, value_end in items:
        # The names of the folders above it are put together only where the last part fits.
        if kind == ord("v") and data[key_start : key_start + size].endswith(leaf):
            folders = _name(data, items, parent)
            if folders + data[key_start : key_start + size] == key.encode():
                return BOOLEANS.get(data[value_start:value_end], default)
    return default


def _name(data: bytes, items: list[tuple[int, ...]], index: int) -> bytes:
    parts: list[bytes] = []
    while index != NO_PARENT and len(parts) < DEEPEST:
        _hash, parent, start, size, *_value = items[index]
        parts.insert(0, data[start : start + size])
        index = parent
    return b"".join(parts)
