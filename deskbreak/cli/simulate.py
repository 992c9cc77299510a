"""`deskbreak simulate`: a day in virtual time, as a scenario tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

NAMES_WHAT = ("prompt", "repeat", "begin", "another")
"""The lines that tell what the break is given ..."""
TELLS_WHY = ("prompt", "another")
"""... and those that tell why it is that; what follows is about the same."""


@click.command()
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def simulate(scenario: Path, as_json: bool) -> None:
    """Play SCENARIO, a TOML file, in virtual time and tell what deskbreak does.

    Default settings and an empty history, never yours. docs/simulate.md has the language of scenarios.
    """
    # Imported here: the other commands do without the engine.
    import json

    from deskbreak.app.scenario import read
    from deskbreak.app.simulate import Play

    play = Play(read(scenario))
    if as_json:
        for line in play.lines():
            click.echo(json.dumps(line, ensure_ascii=False))
        return
    day = ""
    for line in play.lines():
        date, at = line["at"][:10], line["at"][11:19]
        if date != day:
            click.echo(date)
            day = date
        click.echo(f"{at}  {line['did']:<9} {_words(line)}".rstrip())
    for told in play.summary():
        click.echo(told)


def _words(line: dict[str, Any]) -> str:
    said = [line["why"]]
    if line["did"] in NAMES_WHAT:
        said.append(line.get("suggests", ""))
    if line["did"] in TELLS_WHY:
        said.append(line.get("chosen_because", ""))
    return " ".join(filter(None, said))
