"""`deskbreak simulate`: a day in virtual time, as a scenario tells it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from deskbreak.app.simulate import Play

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
    from deskbreak.app.scenario import read
    from deskbreak.app.simulate import Play

    # Not `click.echo`, which flushes after each: a year has tens of thousands of lines.
    out = click.get_text_stream("stdout")
    play = Play(read(scenario))
    out.writelines(f"{told}\n" for told in (_as_json(play) if as_json else _in_words(play)))


def _as_json(play: Play) -> Iterator[str]:
    import json

    yield from (json.dumps(line, ensure_ascii=False) for line in play.lines())


def _in_words(play: Play) -> Iterator[str]:
    """A heading for each day, what was done, and at the end how the days went."""
    day = ""
    for line in play.lines():
        date, at = line["at"][:10], line["at"][11:19]
        if date != day:
            yield date
            day = date
        yield f"{at}  {line['did']:<9} {_words(line)}".rstrip()
    if summary := list(play.summary()):
        yield from ("", *summary)


def _words(line: dict[str, Any]) -> str:
    said = [line["why"]]
    if line["did"] in NAMES_WHAT:
        said.append(line.get("suggests", ""))
    if line["did"] in TELLS_WHY:
        said.append(line.get("chosen_because", ""))
    return " ".join(filter(None, said))
