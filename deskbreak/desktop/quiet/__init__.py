"""Reasons not to speak, and to believe that somebody sits there though nothing moves: one file a reason.

That the screen is shared is not among those of Linux: no desktop tells it to others. GNOME and Plasma keep it to their
own icons, and PipeWire would have to be asked for its whole graph. Whoever shares their screen is mostly heard, too.
"""
