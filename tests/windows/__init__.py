"""The windows, on a screen that nobody sees."""
