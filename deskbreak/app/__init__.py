"""The running program: the loop and everything that is wired to it."""
