"""The setting "Private titles": what somebody reads over a shoulder, told by the parts of the real program."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak import places
from deskbreak.app.inside import Inside
from deskbreak.app.kinds import RUN
from deskbreak.app.notifiers import Notifiers
from deskbreak.core.effects import Asking, OpenGuide, ShowPrompt
from tests.virtual import VirtualClock, VirtualScreen

ASKED = ShowPrompt(("stand-up",), Asking.DUE, 1800, can_snooze=True)


def inside_with(settings: str, place: Path, monkeypatch: pytest.MonkeyPatch, screen: VirtualScreen) -> Inside:
    file = place / "settings.toml"
    file.write_text(f"[notifications]\n{settings}\n", encoding="utf-8")
    for name in ("good_settings_file", "database", "safety_file", "cards_file", "own_content"):
        monkeypatch.setattr(places, name, lambda name=name: place / name)
    monkeypatch.setattr(places, "settings_file", lambda: file)
    notifiers = Notifiers()
    notifiers.use([screen])
    return Inside(RUN, VirtualClock(), notifiers, lambda: True)


def test_where_the_icon_alone_reminds_there_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = inside_with("icon_only = true", tmp_path, monkeypatch, VirtualScreen())
    assert not inside.shows_pictures()
    inside.records.close()


@pytest.mark.parametrize("private", [False, True])
def test_where_titles_are_private_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    screen = VirtualScreen()
    inside = inside_with(f"private = {str(private).lower()}", tmp_path, monkeypatch, screen)
    inside.safety.understood()
    assert inside.shows_pictures() is not private
    inside.carry_out(ASKED)
    inside.carry_out(OpenGuide(None))
    inside.countdown.on_time(inside.moment().now + 3)
    reminder, *_rest, under_way = screen.all
    assert ("side bend" in f"{reminder.title} {reminder.body}") is not private
    assert under_way.title == ("Your break · 0:07" if private else "Stand and shift · 0:07")
    if private:
        assert (reminder.title, reminder.body) == ("Time for a pause", "You have sat 30 min.")
    inside.records.close()
