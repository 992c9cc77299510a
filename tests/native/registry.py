"""As much of winreg as it takes to look into a tree of keys."""

from __future__ import annotations

from typing import Any


class Key:
    """An open key: values, and keys below it."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.keys: dict[str, Key] = {}

    def __enter__(self) -> Key:
        return self

    def __exit__(self, *_error: object) -> None: ...

    def find(self, path: str) -> Key:
        """FileNotFoundError where there is none; names have no case."""
        found = self
        for part in filter(None, path.split("\\")):
            names = {name.lower(): key for name, key in found.keys.items()}
            if part.lower() not in names:
                raise FileNotFoundError(2, "no such key", part)
            found = names[part.lower()]
        return found

    def make(self, path: str) -> Key:
        found = self
        for part in path.split("\\"):
            found = found.keys.setdefault(part, Key())
        return found


class Registry:
    """Stands in for the module."""

    def __init__(self) -> None:
        self.HKEY_CURRENT_USER = Key()

    def OpenKey(self, key: Key, path: str) -> Key:
        return key.find(path)

    def QueryInfoKey(self, key: Key) -> tuple[int, int, int]:
        return len(key.keys), len(key.values), 0

    def EnumKey(self, key: Key, place: int) -> str:
        try:
            return list(key.keys)[place]
        except IndexError as error:
            raise OSError(259, "no more data is available") from error

    def QueryValueEx(self, key: Key, name: str) -> tuple[Any, int]:
        if name not in key.values:
            raise FileNotFoundError(2, "no such value", name)
        return key.values[name], 11
