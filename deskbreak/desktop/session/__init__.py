"""The session: when it is locked or out of sight, when the machine sleeps, and how it ends."""
