"""Whether somebody is here: one way to tell for each system or protocol."""
