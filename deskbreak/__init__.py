"""A break reminder for the lower back that lives in the system tray."""

__version__ = "0.1.0"
