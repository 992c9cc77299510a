"""What macOS alone knows of time. Not run on macOS yet; tested beside a C library of ours."""

from __future__ import annotations

import ctypes

LONGEST = 64
"""Bytes; it is a UUID as text."""


def boot_session() -> str:
    """The kernel's name for this run of the machine; see sysctlbyname(3). "" where it has none."""
    length = ctypes.c_size_t(LONGEST)
    text = ctypes.create_string_buffer(LONGEST)
    failed = ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", text, ctypes.byref(length), None, 0)
    return "" if failed else text.value.decode("ascii")
