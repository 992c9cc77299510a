"""What CoreAudio and CoreMediaIO tell of their objects. Not run on macOS yet; tested beside a HAL of ours.

Both have objects by number, and properties by a code of four letters, which may differ between input and output.
Reading them takes no permission and opens no device. CoreMediaIO is told by value how much room it is given.
https://developer.apple.com/documentation/coreaudio/audioobjectgetpropertydata(_:_:_:_:_:_:)
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import byref, c_uint32
from typing import Any

FRAMEWORKS = "/System/Library/Frameworks"
SYSTEM = 1
"""The object that knows all others."""
WHOLE, INPUT, OUTPUT = "glob", "inpt", "outp"
"""Of an object as a whole, of what it records, or of what it plays."""


class Address(ctypes.Structure):
    """AudioObjectPropertyAddress, and CMIOObjectPropertyAddress."""

    _fields_ = (("mSelector", c_uint32), ("mScope", c_uint32), ("mElement", c_uint32))


class Objects:
    """The objects of one of the two."""

    def __init__(self, size_of: Any, data_of: Callable[[c_uint32, Address, Any, c_uint32], int]) -> None:
        """`size_of` is its …GetPropertyDataSize; `data_of` fills in, and says how much of it there is."""
        self._size_of = size_of
        self._data_of = data_of

    def numbers(self, ident: int, selector: str, scope: str = WHOLE) -> list[int]:
        """A property that is a list of numbers. OSError where the object has no such property, or is gone."""
        who, address, size = c_uint32(ident), Address(_code(selector), _code(scope), 0), c_uint32()
        _check(self._size_of(who, byref(address), c_uint32(0), None, byref(size)), selector)
        if not size.value:
            # There are none, and there is no need to ask for them: without any room that may be an error.
            return []
        room = (c_uint32 * (size.value // ctypes.sizeof(c_uint32)))()
        _check(self._data_of(who, address, room, size), selector)
        return list(room)[: size.value // ctypes.sizeof(c_uint32)]

    def number(self, ident: int, selector: str) -> int:
        """A property that is one number; 0 where the object has none, or is gone since it was listed."""
        room = (c_uint32 * 1)()
        address = Address(_code(selector), _code(WHOLE), 0)
        failed = self._data_of(c_uint32(ident), address, room, c_uint32(ctypes.sizeof(room)))
        return 0 if failed else room[0]


def core_audio() -> Objects:
    """Sound: devices, their streams, and the programs that use them."""
    library: Any = ctypes.CDLL(f"{FRAMEWORKS}/CoreAudio.framework/CoreAudio")

    def data_of(who: c_uint32, address: Address, room: Any, size: c_uint32) -> int:
        return int(library.AudioObjectGetPropertyData(who, byref(address), c_uint32(0), None, byref(size), room))

    return Objects(library.AudioObjectGetPropertyDataSize, data_of)


def core_media_io() -> Objects:
    """Cameras."""
    library: Any = ctypes.CDLL(f"{FRAMEWORKS}/CoreMediaIO.framework/CoreMediaIO")

    def data_of(who: c_uint32, address: Address, room: Any, size: c_uint32) -> int:
        asked = c_uint32(size.value)
        return int(library.CMIOObjectGetPropertyData(who, byref(address), c_uint32(0), None, asked, byref(size), room))

    return Objects(library.CMIOObjectGetPropertyDataSize, data_of)


def _code(letters: str) -> int:
    return int.from_bytes(letters.encode("ascii"), "big")


def _check(status: int, selector: str) -> None:
    if status:
        raise OSError(f"{selector}, {status}")
