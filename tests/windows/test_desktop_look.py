"""What the desktop is set to, as its portal tells: a real bus, and a portal that says what a test wants."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PORTAL = """
import json, sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

said = json.loads(sys.argv[1])
bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
print("there", flush=True)
while True:
    asked = bus.receive()
    if asked.header.message_type is not MessageType.method_call:
        continue
    known = said.get("/".join(asked.body))
    if known is None:
        bus.send(new_error(asked, "org.freedesktop.portal.Error.NotFound"))
    else:
        bus.send(new_method_return(asked, "v", (("v", tuple(known)),)))
"""
ASKS = """
from PySide6.QtWidgets import QApplication
from deskbreak.windows.desktop_look import Scheme, reduced_motion
application = QApplication([])
print(reduced_motion(), Scheme(print).is_dark)
"""


@pytest.fixture
def bus() -> Iterator[str]:
    argv = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


def seen(address: str) -> list[str]:
    """Whether things are to stay still, and whether it is dark, as a window finds it."""
    env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", ASKS], env=env, capture_output=True, text=True, check=True, timeout=30)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, ["False", "False"]),
        ({"org.freedesktop.appearance/reduced-motion": ("u", 1)}, ["True", "False"]),
        ({"org.freedesktop.appearance/reduced-motion": ("u", 0)}, ["False", "False"]),
        ({"org.gnome.desktop.interface/enable-animations": ("b", False)}, ["True", "False"]),
        ({"org.gnome.desktop.interface/enable-animations": ("b", True)}, ["False", "False"]),
        ({"org.kde.kdeglobals.KDE/AnimationDurationFactor": ("s", "0")}, ["True", "False"]),
        ({"org.freedesktop.appearance/color-scheme": ("u", 1)}, ["False", "True"]),
        ({"org.freedesktop.appearance/color-scheme": ("u", 2)}, ["False", "False"]),
    ],
    ids=str,
)
def test_it_is_as_the_portal_says(bus: str, said: dict[str, Any], found: list[str]) -> None:
    argv = [sys.executable, "-c", PORTAL, json.dumps(said)]
    env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    with subprocess.Popen(argv, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as portal:
        assert portal.stdout is not None
        assert portal.stdout.readline() == "there\n"
        assert seen(bus) == found
        portal.terminate()


def test_without_a_portal_or_a_bus_it_is_light_and_moves(bus: str) -> None:
    assert seen(bus) == ["False", "False"]
    assert seen("unix:path=/nowhere") == ["False", "False"]
