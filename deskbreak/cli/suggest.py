"""`deskbreak suggest`: what the next break would be given, and why; with or without a running deskbreak."""

from __future__ import annotations

import json

import click


@click.command()
@click.option(
    "--explain", is_flag=True, help="With what fits as well and what speaks for it, and why the rest does not."
)
@click.option("--json", "as_json", is_flag=True, help="All of that as one JSON object.")
def suggest(explain: bool, as_json: bool) -> None:
    """Tell which movement or routine comes next by itself, and why."""
    # Imported here: every other command does without the policy.
    from deskbreak import places
    from deskbreak.app.advised import advice_of, choice_now
    from deskbreak.app.notices import movement_line
    from deskbreak.core.profile import RedFlag
    from deskbreak.explain_candidates import page
    from deskbreak.explain_choice import as_data, because, of_sign
    from deskbreak.history.reader import reading
    from deskbreak.settings.good import load_lasting
    from deskbreak.settings.keys import condition_titles

    settings = load_lasting(places.settings_file(), places.good_settings_file()).settings
    with reading(places.database()) as history:
        advice = advice_of(settings, history)
        situation = advice.situation()
        choice = choice_now(situation)
        suggestion = advice.laid_out(choice)
    if as_json:
        click.echo(json.dumps(as_data(choice)))
        return
    click.echo(movement_line(suggestion))
    if explain:
        click.echo("\n".join(page(choice, situation, condition_titles())))
    else:
        click.echo(because(choice))
    if situation.profile.red_flag is RedFlag.SOON:
        click.echo(of_sign(RedFlag.SOON))
