"""`deskbreak suggest`: what the next break would be given, and why; with or without a running deskbreak."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--explain", is_flag=True, help="With all that was looked at: what dropped each, what speaks for each.")
@click.option("--json", "as_json", is_flag=True, help="All of that as one JSON object.")
def suggest(explain: bool, as_json: bool) -> None:
    """Tell which movement or routine comes next by itself, and why."""
    # Imported here: every other command does without the policy.
    from deskbreak import places
    from deskbreak.app.advised import advice_of, choice_now
    from deskbreak.app.notices import movement_line
    from deskbreak.core.profile import RedFlag
    from deskbreak.explain_choice import as_data, because, lines, of_sign
    from deskbreak.history.reader import reading
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.schema import profile

    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    with reading(places.database()) as history:
        advice = advice_of(settings, history)
        choice, known = choice_now(advice), advice.library
        suggestion = advice.laid_out(choice)
    if as_json:
        click.echo(json.dumps(as_data(choice)))
        return
    names = {one.id: one.name for one in known.movements.values()}
    names |= {one.id: one.name for one in known.routines.values()}
    click.echo(movement_line(suggestion))
    click.echo("\n".join(lines(choice, names)) if explain else because(choice))
    if profile(settings).red_flag is RedFlag.SOON:
        click.echo(of_sign(RedFlag.SOON))
