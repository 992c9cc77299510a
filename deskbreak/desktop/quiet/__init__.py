"""Reasons not to speak, and to believe that somebody sits there though nothing moves: one file a reason."""
