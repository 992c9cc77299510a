"""The words of the safety notice and of the warning signs: what has to be read, and answered."""

from __future__ import annotations

from collections.abc import Sequence

from deskbreak.app.notices import put_away
from deskbreak.ports.notices import Button, Click, Notice
from deskbreak.words import _


def safety() -> Notice:
    """What to know before the first movement; it asks for an answer until it was read."""
    answers = (Button(_("I understand"), {"do": "understood"}), Button(_("Quit"), {"do": "quit"}))
    say_so = _("Read and answer with: deskbreak safety")
    return Notice(
        title=_("Before you start"),
        body="\n".join(safety_lines()),
        buttons=answers,
        put_away=put_away("safety"),
        # A click beside the buttons would be no answer, so there is none to be offered in their place.
        unbuttoned=dict.fromkeys(Click, say_so),
        in_terminal=_("Press u when you understand."),
        stays=True,
    )


def safety_lines() -> tuple[str, ...]:
    """The sentences of the safety notice, the weightiest first: some servers cut a long text off."""
    return (
        _(
            "This is not medical advice. If you have new or strong pain, are pregnant, had surgery, or live with a "
            "health condition, ask a doctor, midwife or physiotherapist first."
        ),
        _("Move slowly, stay in the easy range and stop when something hurts."),
        _("deskbreak is for adults and cannot tell what causes pain. What you tell it stays on this computer."),
    )


def sign(lines: Sequence[str], unlock: str) -> Notice:
    """What to do about a warning sign that somebody ticked. No stray click clears it: the button asks once more."""
    elsewhere = _("In a terminal: deskbreak safety --signs")
    return Notice(
        title=_("Please read this"),
        body="\n".join(lines),
        buttons=(Button(unlock, {"do": "seen"}),),
        put_away=put_away("sign"),
        unbuttoned=dict.fromkeys(Click, elsewhere),
        in_terminal=elsewhere,
        stays=True,
    )


def sign_seen() -> Notice:
    """Asked before a warning sign is cleared."""
    return Notice(
        title=_("Has a professional looked at this?"),
        body=_("Then movements are offered again."),
        buttons=(Button(_("Yes"), {"do": "seen", "sure": True}), Button(_("Not yet"), {"do": "sign"})),
        unbuttoned=dict.fromkeys(Click, _("If so: deskbreak safety --seen")),
    )


def sign_cleared() -> Notice:
    """The answer to that."""
    return Notice(title=_("Thanks"), body=_("Movements are offered again, as far as the rest of your answers allow."))
