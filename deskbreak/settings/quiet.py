"""The settings of when deskbreak does not speak."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

SIGNALS = ("microphone", "camera", "fullscreen", "do_not_disturb", "presentation", "apps")
"""The switches of the table `quiet`, named like the engine's signals. A list of programs is off while it is empty."""
Names = tuple[str, ...]
NAMES = {"kind": list}


class Quiet(msgspec.Struct, frozen=True, kw_only=True):
    """What holds a reminder back until it ends. `deskbreak doctor` says what of it can be seen here, and by what."""

    microphone: Annotated[
        bool,
        Meta(title="Microphone", description="Hold a reminder back while a program uses the microphone."),
    ] = True
    camera: Annotated[
        bool,
        Meta(title="Camera", description="Hold a reminder back while a program uses the camera."),
    ] = False
    fullscreen: Annotated[
        bool,
        Meta(
            title="Full screen",
            description="Hold a reminder back while a window fills the whole screen; one you work in, for 15 minutes.",
        ),
    ] = True
    do_not_disturb: Annotated[
        bool,
        Meta(title="Do not disturb", description="Hold a reminder back while the desktop is set to not disturb you."),
    ] = True
    presentation: Annotated[
        bool,
        Meta(
            title="Presentation",
            description="Hold a reminder back while a program that presents keeps the screen on.",
        ),
    ] = True
    apps: Annotated[
        Names,
        Meta(
            title="Programs in front",
            description="Hold a reminder back while a window of one of these is in front: names as `xprop WM_CLASS` "
            "says them.",
            extra=NAMES,
        ),
    ] = ()
    ignored: Annotated[
        Names,
        Meta(
            title="Ignored programs",
            description="These hold no reminder back, not even in a call: names as `deskbreak status` says them.",
            extra=NAMES,
        ),
    ] = ()
    tell_after_minutes: Annotated[
        float,
        Meta(
            ge=5,
            le=480,
            title="Show a long hold after",
            description="Minutes after which the icon itself shows that a reminder is being held back.",
        ),
    ] = 90
