"""The session: how it ends."""
