"""The token for the front of the screen: with the next thing asked for, once, and not for long."""

from __future__ import annotations

import pytest

from deskbreak.desktop.activation import LIFETIME, Activation
from deskbreak.desktop.tray import sni
from tests.contracts.conftest import Wire
from tests.contracts.test_tray import FakePanel, Shown

ASKED = {"do": "start"}


@pytest.fixture
def clock() -> list[float]:
    return [100.0]


@pytest.fixture
def activation(clock: list[float]) -> Activation:
    return Activation(lambda: clock[0])


def test_it_goes_with_one_request(activation: Activation) -> None:
    activation.offer("abc")
    assert activation.with_token(ASKED) == {"do": "start", "activation": "abc"}
    assert activation.with_token(ASKED) == {"do": "start"}
    assert ASKED == {"do": "start"}


def test_the_last_one_counts(activation: Activation) -> None:
    activation.offer("old")
    activation.offer("new")
    assert activation.with_token(ASKED)["activation"] == "new"


@pytest.mark.parametrize("token", ["", "not-granted-3"])
def test_what_is_none(activation: Activation, token: str) -> None:
    activation.offer("old")
    activation.offer(token)
    assert activation.with_token(ASKED) == ASKED


def test_it_does_not_wait_for_long(activation: Activation, clock: list[float]) -> None:
    activation.offer("abc")
    clock[0] += LIFETIME + 1
    assert activation.with_token(ASKED) == ASKED


@pytest.mark.parametrize("member", ["Activate", "SecondaryActivate"])
def test_a_click_on_the_icon_takes_it_along(wire: Wire, member: str) -> None:
    panel = FakePanel(wire)
    shown = Shown(wire)
    wire.until(lambda: shown.tray.seen)
    assert panel.ask(sni.PATH, sni.NAME, "ProvideXdgActivationToken", "s", "abc") == ()
    for _ in range(2):
        panel.ask(sni.PATH, sni.NAME, member, "ii", 0, 0)
    assert shown.requests == [{"do": "show", "activation": "abc"}, {"do": "show"}]
