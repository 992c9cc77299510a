"""What is left out elsewhere is there, and nothing that stays needs what only Linux has."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.collected import NOT_HERE, WINDOWS
from tests.test_architecture import imports

TESTS = Path(__file__).parent
POSIX = {"fcntl", "pty", "pwd", "grp", "resource", "termios", "tty"}
ONLY_POSIX = {"mkfifo", "tzset", "fork", "killpg", "getuid", "symlink_to", "SIGHUP", "SIGCHLD", "SIGKILL", "SIGTSTP"}


def collected(system: str) -> list[Path]:
    left_out = [TESTS / path for path in NOT_HERE[system]]
    return [
        file
        for file in TESTS.rglob("test_*.py")
        if file not in left_out and not any(folder in file.parents for folder in left_out)
    ]


@pytest.mark.parametrize("system", NOT_HERE)
def test_what_is_left_out_is_there_and_has_a_reason(system: str) -> None:
    for path, why in NOT_HERE[system].items():
        assert (TESTS / path).exists(), path
        assert why


@pytest.mark.parametrize("system", NOT_HERE)
def test_most_of_them_run_everywhere(system: str) -> None:
    assert len(collected(system)) > 40


def needs(file: Path) -> set[str]:
    """What this file imports, and what that imports of the tests."""
    found: set[str] = set()
    todo, done = [file], set()
    while todo:
        one = todo.pop()
        done.add(one)
        for name in imports(one):
            found.add(name.partition(".")[0])
            inner = TESTS.parent / Path(*name.split(".")[:3]).with_suffix(".py")
            outer = TESTS.parent / Path(*name.split(".")[:2]).with_suffix(".py")
            todo += [
                other for other in (inner, outer) if name.startswith("tests.") and other.is_file() and other not in done
            ]
    return found


@pytest.mark.parametrize("file", collected(WINDOWS), ids=lambda file: str(file.relative_to(TESTS)))
def test_what_is_left_for_windows_can_be_imported_there(file: Path) -> None:
    assert not needs(file) & POSIX
    called = {
        node.attr for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)
    }
    assert not called & ONLY_POSIX
