"""`deskbreak simulate`: a day in virtual time, as a scenario tells it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from deskbreak.app.simulate import Play


@click.command()
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def simulate(scenario: Path, as_json: bool) -> None:
    """Play SCENARIO, a TOML file, in virtual time and tell what deskbreak does.

    Default settings and an empty history, never yours. docs/simulate.md has the language of scenarios.
    """
    # Imported here: the other commands do without the engine.
    from deskbreak.app.scenario import read
    from deskbreak.app.simulate import Play

    # Not `click.echo`, which flushes after each: a year has tens of thousands of lines.
    play = Play(read(scenario))
    sys.stdout.writelines(f"{told}\n" for told in (_as_json(play) if as_json else _in_words(play)))


def _as_json(play: Play) -> Iterator[str]:
    import json

    yield from (json.dumps(line, ensure_ascii=False) for line in play.lines())


def _in_words(play: Play) -> Iterator[str]:
    """A heading for each day, what was done, and at the end how the days went."""
    day = named = ""
    for line in play.lines():
        date, at = line["at"][:10], line["at"][11:19]
        if date != day:
            yield date
            day = date
        yield f"{at}  {line['did']:<9} {' '.join(_words(line, named))}".rstrip()
        named = "" if line["did"] == "record" else line.get("suggests", named)
    if summary := list(play.summary()):
        yield from ("", *summary)


def _words(line: dict[str, Any], named: str) -> Iterator[str]:
    """Why, and for a break its movement; why it is that where it was not `named` before."""
    yield line["why"]
    if "suggests" in line:
        yield line["suggests"]
        if "chosen_because" in line and line["suggests"] != named:
            yield line["chosen_because"]
