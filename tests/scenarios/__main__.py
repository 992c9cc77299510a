"""Writes down what each scenario prints now: look at the difference before you keep it."""

from __future__ import annotations

from tests.scenarios.files import FILES, expected, text

for file in FILES:
    expected(file).write_text(text(file), encoding="utf-8", newline="\n")
