from __future__ import annotations

import re

from deskbreak.cli.commands import cli
from deskbreak.cli.page import commands_page
from tests.test_architecture import ROOT


def test_the_page_is_current() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == commands_page(), "run: make generated"


def test_every_command_that_the_readme_names_exists() -> None:
    """A documented control that does not exist (BreakTimer's `disable`)."""
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("## Commands")[1].split("## ")[0]
    lines = re.findall(r"^deskbreak ([^#\n]*)", block, flags=re.MULTILINE)
    named = {word.split()[0] for line in lines for word in re.sub(r"\[.*?\]", "", line).split("|") if word.strip()}
    assert named
    assert named <= set(cli.commands)
