"""Texts for Windows, which has room for so many UTF-16 units."""

from __future__ import annotations


def cut(text: str, limit: int) -> str:
    """As much of it as fits into so many UTF-16 units, whole words of it, with dots where something is missing."""
    if units(text) <= limit:
        return text
    words = text.split(" ")
    while len(words) > 1 and units(" ".join(words)) >= limit:
        words.pop()
    kept = " ".join(words)
    while kept and units(kept) >= limit:
        kept = kept[:-1]
    return f"{kept}…"


def units(text: str) -> int:
    """How many it takes."""
    return len(text.encode("utf-16-le")) // 2
