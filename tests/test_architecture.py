"""Who may import whom (DESIGN section 2), read from the source; and that importing touches nothing."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "deskbreak"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The folder or module on the left may use those on the right, and itself.
MAY_USE = {
    "core": set(),
    "errors": set(),
    "places": set(),
    "words": {"places", "core"},
    "ports": {"core"},
    "settings": {"core", "words", "errors"},
    "library": {"core", "words", "errors"},
    "figure": {"core"},
    "sounds": set(),
    "desktop": {"core", "ports", "words", "errors", "places"},
    "history": {"core", "ports", "words", "errors", "places"},
    "guided": {"core", "history"},
    "guide_words": {"core", "words"},
    "guide_script": {"core", "words", "explain_choice", "guide_words"},
    "guide_view": {"core", "ports", "words", "guide_script", "guide_words", "terminal_view"},
    "tray_view": {"core", "ports", "words"},
    "day_words": {"core", "words"},
    "tray_menu": {"core", "ports", "words", "day_words", "tray_movements", "tray_view"},
    "tray_movements": {"core", "ports", "words", "day_words"},
    "tray_icon": {"ports", "places"},
    "tray_drawing": {"ports", "tray_icon"},
    "terminal_view": {"core", "ports", "words", "tray_view"},
    "explain": {"core", "words"},
    "explain_choice": {"core", "words"},
    "explain_rules": {"core", "words"},
    "explain_candidates": {"core", "words", "explain_choice", "explain_rules"},
    "explain_checkin": {"core", "words"},
    "explain_deeds": {"core", "words"},
    "explain_report": {"core", "words", "explain_checkin", "explain_deeds"},
    "windows": {
        "core", "library", "figure", "settings", "history", "guided", "guide_script", "guide_words", "day_words",
        "words", "errors", "places", "sounds",
    },
    "app": {"*"},
    "cli": {
        "app", "day_words", "explain", "explain_candidates", "explain_choice", "explain_checkin", "explain_deeds",
        "explain_report", "settings", "library", "figure", "history", "core", "guide_words", "ports", "words", "errors",
        "places",
    },
    "__main__": {"app", "cli"},
    "__init__": set(),
}  # fmt: skip
CORE_MAY_IMPORT = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "enum", "itertools", "math", "typing",
}  # fmt: skip


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports(module: Path) -> tuple[str, ...]:
    return tuple(_imports(module))


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            yield from (f"{base}.{alias.name}" for alias in node.names)


def name(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_rooms_use_only_the_rooms_below(module: Path) -> None:
    allowed = MAY_USE[room(module)]
    for imported in imports(module):
        parts = imported.split(".")
        if parts[0] != "deskbreak" or "*" in allowed or parts[1] == "__version__":
            continue
        rooms = {part for part in parts[1:2] if part in MAY_USE}
        assert rooms <= allowed | {room(module)}, f"{name(module)} imports {imported}"


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) == "core"], ids=name)
def test_the_core_is_pure(module: Path) -> None:
    for imported in imports(module):
        top = imported.split(".")[0]
        assert top in CORE_MAY_IMPORT or top == "deskbreak", f"{name(module)} imports {imported}"


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) != "windows"], ids=name)
def test_windows_are_programs_of_their_own(module: Path) -> None:
    for imported in imports(module):
        assert not imported.startswith(("PySide6", "deskbreak.windows")), f"{name(module)} imports {imported}"


@pytest.mark.parametrize("module", [m for m in MODULES if room(m) == "desktop"], ids=name)
def test_adapters_do_not_know_each_other(module: Path) -> None:
    """One folder a port; what they share (the bus, exported objects) lies beside the folders."""
    here = module.relative_to(PACKAGE / "desktop").parts
    for imported in imports(module):
        parts = imported.split(".")
        if parts[:2] == ["deskbreak", "desktop"] and (PACKAGE / "desktop" / parts[2]).is_dir():
            assert len(here) > 1, f"{name(module)} imports {imported}"
            assert parts[2] == here[0], f"{name(module)} imports {imported}"


def test_every_module_imports_without_display_or_bus(tmp_path: Path) -> None:
    code = "import os; before = dict(os.environ)\n"
    importable = [module for module in MODULES if room(module) != "windows" and module.name != "__main__.py"]
    code += "\n".join(f"import {name(module)}" for module in importable)
    code += "\nimport threading; assert threading.active_count() == 1"
    code += "\nassert dict(os.environ) == before"
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    # Without it, no program starts on Windows.
    bare |= {name: value for name, value in os.environ.items() if name.upper() == "SYSTEMROOT"}
    subprocess.run([sys.executable, "-W", "error", "-c", code], env=bare, check=True, cwd=tmp_path, timeout=60)
    assert list(tmp_path.iterdir()) == []
