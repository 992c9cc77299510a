"""Checking in from the tray: the real program on a real bus, with a panel and a notification service."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.contracts.conftest import Wire
from tests.contracts.hosts import Line, Xfce
from tests.contracts.notification_server import FakeServer
from tests.contracts.test_tray import FakePanel
from tests.test_terminal import QUICK

SEVEN = "7 – strong, a gentle day"


@pytest.fixture
def panel(wire: Wire) -> FakePanel:
    return FakePanel(wire)


@pytest.fixture
def server(wire: Wire) -> FakeServer:
    return FakeServer(wire)


@pytest.fixture
def shell(panel: FakePanel, server: FakeServer, tmp_path: Path) -> Iterator[Shell]:
    """With deskbreak running in the tray."""
    shell = Shell(tmp_path)
    shell.env["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    with subprocess.Popen(
        [sys.executable, str(QUICK), "900"], env=shell.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as program:
        yield shell
        program.kill()


def test_a_number_from_the_menu_is_kept_answered_and_marked(
    shell: Shell, panel: FakePanel, server: FakeServer, wire: Wire
) -> None:
    wire.until(lambda: panel.items)
    host = Xfce(wire, panel.items[-1])
    host.open()
    host.click("More", "Check in", SEVEN)
    wire.until(lambda: "notify Noted" in server.calls)
    assert server.only.body.startswith("Today stays gentle.")
    host.open()
    (marked,) = [line for line in host.lines(host.find("More", "Check in")) if line.mark == "radio set"]
    assert marked == Line(SEVEN, "radio set")
    told = json.loads(shell("history", "--json").stdout)
    assert [(each["outcome"], each["intensity"]) for each in told] == [("checked-in", 7)]
