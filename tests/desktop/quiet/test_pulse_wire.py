"""The bytes of the sound server's protocol."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deskbreak.desktop.quiet.pulse_wire import Broken, Command, blob, number, packet, packets, properties, text, values

words = some.text(some.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(some.integers(0, 2**32 - 1), words, some.binary(), some.dictionaries(words, words))
def test_what_is_sent_can_be_read(count: int, word: str, data: bytes, told: dict[str, str]) -> None:
    buffer = bytearray(packet(Command.AUTH, 7, number(count), text(word), blob(data), properties(told)))
    assert list(packets(buffer)) == [[Command.AUTH, 7, count, word, data, told]]
    assert not buffer


@given(some.integers(1, 40))
def test_however_it_is_cut(size: int) -> None:
    whole = packet(Command.SUBSCRIBE, 1, number(8)) + packet(Command.AUTH, 2, text("x"))
    buffer = bytearray()
    read: list[list[Any]] = []
    for start in range(0, len(whole), size):
        buffer += whole[start : start + size]
        read += packets(buffer)
    assert read == [[Command.SUBSCRIBE, 1, 8], [Command.AUTH, 2, "x"]]


def test_every_kind_of_value() -> None:
    data = (
        b"N" b"1" b"0" b"B\x05" b"R" + bytes(7) + b"\x01" b"r" + b"\xff" * 8 + b"U" + bytes(7) + b"\x02"
        b"T" + bytes(3) + b"\x01" + bytes(3) + b"\x02" b"V\0\1\0\0" b"a\3\2\0\0\xacD" b"m\2\1\2" b"v\1\0\1\0\0"
        b"fB\1PN"
    )  # fmt: skip
    assert values(data) == [
        None, True, False, 5, 1, -1, 2, (1, 2), 0x10000, (3, 2, 44100), b"\1\2", b"\0\1\0\0", (1, {}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"?", b"L\0", b"tabc", b"x\0\0\0\5ab", b"Pt", b"PLabcd", b"Ptk\0L\0\0\0\1L\0\0\0\1", b"m\x09\1"]
)
def test_what_is_none(data: bytes) -> None:
    with pytest.raises(Broken):
        values(data)


@given(some.binary())
def test_any_bytes_are_values_or_broken(data: bytes) -> None:
    with suppress(Broken):
        values(data)
