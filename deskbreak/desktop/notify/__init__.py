"""Notifications: the desktop's own service first, then plyer, then the terminal."""
