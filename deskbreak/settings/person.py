"""The settings about the person: what suits them, where they sit, what they said of their health.

Part of settings/schema.py, and what `core/suggest.py` is told of it.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from deskbreak.core.movement import Side
from deskbreak.core.profile import Answer, Place, Profile, RedFlag

Said = Literal["no", "yes", "prefer-not-to-say"]
UNSAID: Said = "prefer-not-to-say"
"""Also of somebody who has not answered yet: nothing harder, and no ball, before they have."""
Sits = Literal["office", "home"]
Things = frozenset[Literal["chair", "desk", "door frame", "wall", "mat", "ball", "bag"]]
"""`core.safety.THINGS`."""
Ids = frozenset[str]
RED_FLAGS = {
    "none": None,
    "soon": RedFlag.SOON,
    "same-day": RedFlag.SAME_DAY,
    "emergency": RedFlag.EMERGENCY,
}


class Movements(msgspec.Struct, frozen=True, kw_only=True):
    """What suits you. deskbreak suggests nothing that goes against it."""

    sore_side: Annotated[
        Literal["none", "left", "right", "both"],
        Meta(
            title="Sore side",
            description="The side that hurts: stretches begin there, strengthening opposite. Else sides take turns.",
        ),
    ] = "none"
    quiet_mode: Annotated[
        bool,
        Meta(title="Quiet mode", description="In the office, suggest only what nobody notices."),
    ] = False
    floor_ok: Annotated[
        bool,
        Meta(title="On the floor", description="At home, suggest also what is done on the floor."),
    ] = False
    equipment: Annotated[
        Things,
        Meta(title="At hand", description="What you have at hand; a ball and a mat are for home."),
    ] = frozenset({"chair", "desk"})
    can_stand: Annotated[
        bool,
        Meta(title="Standing", description="You can stand and like to; if not, everything is done seated."),
    ] = True
    level_max: Annotated[
        int,
        Meta(ge=1, le=3, title="Hardest level", description="The hardest movements to suggest; 1 is gentle."),
    ] = 1
    budget_seconds: Annotated[
        float,
        Meta(
            ge=30,
            le=600,
            title="Time for a movement",
            description="Seconds of movement that a break may ask for; walks and routines have their own length.",
        ),
    ] = 60
    liked: Annotated[
        Ids,
        Meta(
            title="Liked movements",
            description="Movements to suggest a little more often, by the names that `deskbreak movements` shows.",
        ),
    ] = frozenset()


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """Where you sit on which day. What needs the floor or privacy is never suggested in the office."""

    monday: Annotated[Sits, Meta(title="Monday", description="Where you sit on Mondays.")] = "office"
    tuesday: Annotated[Sits, Meta(title="Tuesday", description="Where you sit on Tuesdays.")] = "office"
    wednesday: Annotated[Sits, Meta(title="Wednesday", description="Where you sit on Wednesdays.")] = "office"
    thursday: Annotated[Sits, Meta(title="Thursday", description="Where you sit on Thursdays.")] = "office"
    friday: Annotated[Sits, Meta(title="Friday", description="Where you sit on Fridays.")] = "office"
    saturday: Annotated[Sits, Meta(title="Saturday", description="Where you sit on Saturdays.")] = "office"
    sunday: Annotated[Sits, Meta(title="Sunday", description="Where you sit on Sundays.")] = "office"


class Conditions(msgspec.Struct, frozen=True, kw_only=True):
    """What of this you have. A yes leaves out what may not suit you; without a no, it stays gentle."""

    acute_pain: Annotated[
        Said,
        Meta(title="New or strong back pain", description="New or severe back pain (first days)."),
    ] = UNSAID
    long_lasting_pain: Annotated[
        Said,
        Meta(title="Long-lasting pain", description="Pain for over 12 weeks, or keeps coming back, not yet assessed."),
    ] = UNSAID
    leg_symptoms: Annotated[
        Said,
        Meta(
            title="Leg symptoms",
            description="Pain, tingling or numbness down a leg; known disc or sciatica problem.",
        ),
    ] = UNSAID
    pregnant: Annotated[
        Said,
        Meta(title="Pregnant", description="Pregnant."),
    ] = UNSAID
    recent_surgery: Annotated[
        Said,
        Meta(
            title="Recent surgery",
            description="Operation on back, belly or hip in the last 12 weeks, or not yet cleared.",
        ),
    ] = UNSAID
    osteoporosis: Annotated[
        Said,
        Meta(
            title="Osteoporosis, fragile bones",
            description="Osteoporosis, fragility or spinal fracture, long-term steroid tablets.",
        ),
    ] = UNSAID
    kidney_trouble: Annotated[
        Said,
        Meta(title="Kidney trouble", description="Kidney disease, stones or infection, one kidney, or transplant."),
    ] = UNSAID
    bleeding_risk: Annotated[
        Said,
        Meta(title="Bleeding, blood thinners", description="Blood thinners, bleeding disorder, or a blood clot."),
    ] = UNSAID
    hip_replacement: Annotated[
        Said,
        Meta(title="Hip replacement", description="Hip replacement or told to follow hip precautions."),
    ] = UNSAID
    heart_bp: Annotated[
        Said,
        Meta(title="Heart, blood pressure", description="Heart condition or blood pressure not under control."),
    ] = UNSAID
    dizzy_balance: Annotated[
        Said,
        Meta(title="Dizziness, balance", description="Dizziness, fainting, or a risk of falling."),
    ] = UNSAID
    shoulder_wrist: Annotated[
        Said,
        Meta(title="Shoulder, elbow, wrist", description="Shoulder, elbow or wrist problem."),
    ] = UNSAID
    knee: Annotated[
        Said,
        Meta(title="Knee", description="Knee problem, cannot kneel."),
    ] = UNSAID
    hernia_postpartum: Annotated[
        Said,
        Meta(title="Hernia, recent birth", description="Hernia, or birth or belly recovery under 12 weeks."),
    ] = UNSAID
    extension_sensitive: Annotated[
        Said,
        Meta(
            title="Leaning back",
            description="Spinal stenosis, spondylolisthesis, or leaning back brings symptoms.",
        ),
    ] = UNSAID
    red_flag: Annotated[
        Literal["none", "soon", "same-day", "emergency"],
        Meta(
            title="Warning sign",
            description="How soon a warning sign has to be looked at; none again once a professional has seen it.",
        ),
    ] = "none"


def profile(movements: Movements, places: Places, conditions: Conditions) -> Profile:
    """What the policy is told of somebody who set these."""
    sore = movements.sore_side
    said = msgspec.structs.asdict(conditions)
    red_flag = said.pop("red_flag")
    return Profile(
        places=tuple(map(Place, msgspec.structs.astuple(places))),
        quiet=movements.quiet_mode,
        floor_ok=movements.floor_ok,
        equipment=frozenset(movements.equipment),
        sore=Side(sore) if sore in ("left", "right") else None,
        answers={name.replace("_", "-"): Answer(answer) for name, answer in said.items()},
        can_stand=movements.can_stand,
        level_max=movements.level_max,
        budget=movements.budget_seconds,
        liked=movements.liked,
        red_flag=RED_FLAGS[red_flag],
    )
