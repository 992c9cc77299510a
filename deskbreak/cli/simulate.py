"""`deskbreak simulate`: a day in virtual time, as a scenario tells it."""

from __future__ import annotations

from pathlib import Path

import click


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
    from deskbreak.app.simulate import play

    day = ""
    for line in play(read(scenario)):
        if as_json:
            click.echo(json.dumps(line, ensure_ascii=False))
            continue
        date, at = line["at"][:10], line["at"][11:19]
        if date != day:
            click.echo(date)
            day = date
        click.echo(f"{at}  {line['did']:<9} {line['why']}".rstrip())
