"""Tray icons: our StatusNotifierItem backend of pystray on Linux."""
