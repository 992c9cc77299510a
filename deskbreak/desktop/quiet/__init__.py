"""Reasons not to speak now: one module for each system or protocol that tells of them."""
