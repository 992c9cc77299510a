"""The session: when it is locked, left or asleep, and how it ends."""
