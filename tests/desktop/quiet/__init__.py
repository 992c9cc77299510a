"""Tests of what asks for quiet, by real far sides where there are some."""
