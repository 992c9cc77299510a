"""Adapters to the desktop: one folder a port, one file a system or protocol."""
