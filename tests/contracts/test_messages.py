"""Bytes that are messages, bytes that are none, and what the connection makes of them."""

from __future__ import annotations

import os
import random
import tracemalloc
from array import array
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from jeepney import DBusAddress, new_signal

from deskbreak.desktop.bus import REPLY_LIMIT, Bus
from deskbreak.desktop.messages import HEAD, LIMIT, LONGEST, Broken, Messages
from tests.contracts.conftest import Wire
from tests.contracts.raw_bus import RawBus, head, signal

MEBIBYTE = 1024 * 1024
NESTED = b"\x01" + b"\x01v\x00" * 5000 + b"\x01y\x00\x00"
BROKEN = {
    "another protocol": b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
    "noise": random.Random(4).randbytes(100_000),
    "zeros": bytes(100_000),
    "a header that is none": head(0, 24) + b"\xff" * 24,
    "a body that is none": signal("x").replace(b"\x01s\x00", b"\x01a\x00"),
    "longer than there are": head(LIMIT),
    "a variant in a variant, and so on": head(0, len(NESTED)) + NESTED + bytes(8),
}  # fmt: skip


@given(some.lists(some.text(max_size=300), max_size=5), some.integers(1, 100))
def test_however_the_bytes_are_cut(texts: list[str], size: int) -> None:
    data = b"".join(signal(text.replace("\0", "")) for text in texts)
    messages = Messages()
    read = [message for start in range(0, len(data), size) for message in messages.read(data[start : start + size])]
    assert [message.body[0] for message in read] == [text.replace("\0", "") for text in texts]


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_no_message_breaks_it_after_those_that_are(data: bytes) -> None:
    reading = Messages().read(signal("one") + data)
    assert next(reading).body == ("one",)
    with pytest.raises(Broken):
        list(reading)


@given(some.binary(min_size=HEAD, max_size=200))
def test_any_bytes_are_messages_or_broken_or_not_all(data: bytes) -> None:
    with suppress(Broken):
        list(Messages().read(data))


@pytest.mark.parametrize("size", [LONGEST + 1, 100 * MEBIBYTE, LIMIT - HEAD])
def test_what_is_too_long_is_let_pass_without_being_kept(size: int, caplog: pytest.LogCaptureFixture) -> None:
    messages, chunk = Messages(), bytes(MEBIBYTE)
    whole, rest = divmod(size, len(chunk))
    tracemalloc.start()
    try:
        assert [message.body for message in messages.read(signal("before") + head(size))] == [("before",)]
        for _ in range(whole):
            assert list(messages.read(chunk)) == []
        assert tracemalloc.get_traced_memory()[1] < 3 * MEBIBYTE
    finally:
        tracemalloc.stop()
    assert [message.body for message in messages.read(chunk[:rest] + signal("after"))] == [("after",)]
    assert "is not taken in" in caplog.text


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_a_connection_to_no_bus_is_lost_once(
    data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    wire = Wire()
    told: list[str] = []
    with RawBus(tmp_path / "bus", data):
        bus = Bus("SESSION", wire.clock.now)
        wire.loop.add(bus)
        bus.on_lost = lambda: told.append("lost")
        bus.call("a.b", "/", "a.b", "C", on_error=told.append)
        wire.until(lambda: "lost" in told)
        wire.loop.remove(bus)
    assert told == ["org.freedesktop.DBus.Error.Disconnected", "lost"]
    assert "this is no bus" in caplog.text
    wire.close()


@pytest.mark.parametrize("sends", [b"", head(LIMIT - HEAD)], ids=["nothing", "a promise"])
def test_a_bus_that_never_lets_us_in_is_lost(
    sends: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
    now, lost = 100.0, []
    with RawBus(tmp_path / "bus", sends):
        bus = Bus("SESSION", lambda: now)
        bus.on_lost = lambda: lost.append(True)
        bus.on_time(now + REPLY_LIMIT - 1)
        assert not lost
        bus.on_time(now + REPLY_LIMIT)
    assert lost == [True]
    assert "does not let us in" in caplog.text


def with_descriptors(number: int) -> bytes:
    """A whole message that so many descriptors belong to; its body names each."""
    message = new_signal(DBusAddress("/", interface="a.b"), "C", "h" * number, tuple(range(number)))
    data: bytes = message.serialise(1, fds=array("i"))
    return data


def ends() -> tuple[int, int]:
    return os.pipe()


def closed(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return True
    return False


def test_descriptors_are_closed_once_their_message_is_over() -> None:
    messages, (first, second), (third, fourth) = Messages(), ends(), ends()
    reading = messages.read(with_descriptors(2) + signal("x") + with_descriptors(1), [first, second, third, fourth])
    assert next(reading).body == (first, second)
    assert not closed(first)
    assert next(reading).body == ("x",)
    assert closed(first)
    assert closed(second)
    assert next(reading).body == (third,)
    assert list(reading) == []
    assert closed(third)
    assert not closed(fourth)
    messages.close()
    assert closed(fourth)
    messages.close()


def test_a_message_that_lacks_its_descriptors_is_broken() -> None:
    with pytest.raises(Broken):
        list(Messages().read(with_descriptors(1)))


def test_those_of_a_message_that_is_let_pass_are_closed_too() -> None:
    messages, (first, second) = Messages(), ends()
    assert list(messages.read(head(LONGEST), [first])) == []
    assert closed(first)
    os.close(second)
