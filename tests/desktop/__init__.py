"""Tests on a real desktop: X server, window manager, panel and notification daemon, all private to the test."""
