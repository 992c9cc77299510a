"""The picture of a notice, as each notification service is sent it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.desktop.notify.picture import image_data, is_drawn, packed
from deskbreak.desktop.notify.servers import PICTURES
from tests.contracts.conftest import Wire
from tests.contracts.notification_server import CINNAMON, DUNST, GNOME, GNOME_43, LXQT, SEEN, FakeServer, Habits
from tests.contracts.notifying import COUNTDOWN, PROMPT, Client

SIZES = {CINNAMON: 128, LXQT: 64, GNOME_43: 64, DUNST: 64}
"""Where it is not twice 48."""


def pixels(size: int) -> bytes:
    """Of a picture whose size can be told from any of them."""
    return bytes((size, 0, 0, 255)) * size * size


def file_of(picture: Path, size: int) -> Path:
    return picture.with_name(f"{picture.name}.{size}.rgba")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    picture = tmp_path / "bend.left.12345678"
    for size in PICTURES:
        file_of(picture, size).write_bytes(packed(pixels(size)))
    return picture


@pytest.mark.parametrize("habits", SEEN, ids=lambda habits: f"{habits.name} {habits.version}")
def test_each_service_is_sent_it_in_its_size(wire: Wire, tmp_path: Path, picture: Path, habits: Habits) -> None:
    server, client = FakeServer(wire, habits), Client(wire, tmp_path / "note")
    size = SIZES.get(habits, 96)
    kind, (width, height, stride, alpha, bits, channels, sent) = client.show(
        replace(PROMPT, picture=picture), server
    ).hints["image-data"]
    assert kind == "(iiibiiay)"
    assert (width, height, stride, alpha, bits, channels) == (size, size, size * 4, True, 8, 4)
    assert bytes(sent) == pixels(size)


def test_the_notice_after_it_has_none(wire: Wire, tmp_path: Path, picture: Path) -> None:
    server, client = FakeServer(wire, GNOME), Client(wire, tmp_path / "note")
    assert "image-data" in client.show(replace(PROMPT, picture=picture), server).hints
    assert "image-data" not in client.show(COUNTDOWN, server).hints


def shorter(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-3])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def turned(file: Path) -> None:
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)


def of_another_size(file: Path) -> None:
    file.write_bytes(packed(pixels(47)))


def endless(file: Path) -> None:
    file.write_bytes(packed(bytes(50_000_000)))


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("broken", [shorter, empty, turned, of_another_size, endless, a_folder, Path.unlink])
def test_without_a_whole_file_the_notice_comes_without(
    wire: Wire, tmp_path: Path, picture: Path, broken: Callable[[Path], object]
) -> None:
    server, client = FakeServer(wire), Client(wire, tmp_path / "note")
    assert is_drawn(picture)
    broken(file_of(picture, 96))
    assert not is_drawn(picture)
    assert image_data(picture, 96) is None
    shown = client.show(replace(PROMPT, picture=picture), server)
    assert "image-data" not in shown.hints
    assert shown.title == PROMPT.title
