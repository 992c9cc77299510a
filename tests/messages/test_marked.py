"""No sentence escapes translation: each literal that reads like one is marked, or is for no person."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.messages.gathered import KEYWORDS
from tests.test_architecture import MODULES, PACKAGE, room

SENTENCE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]")
NOT_SHOWN = {
    "history/check_ins.py": "SQL",
    "history/asked.py": "SQL",
    "history/opening.py": "SQL",
    "history/past.py": "SQL",
    "history/reader.py": "SQL",
    "history/schema.py": "SQL",
    "history/store.py": "SQL",
    "desktop/objects.py": "answers to other programs on the bus",
    "desktop/tray/dbusmenu.py": "answers to other programs on the bus",
    "desktop/autostart/entry.py": "a heading that the format asks for",
    "desktop/notify/servers.py": "a name by which a server is known",
    "figure/muscles.py": "what movement files call the muscles",
    "app/child.py": "for the log",
    "app/doctor_senses.py": "names of ways",
    "desktop/tray/macos.py": "for the system's own log",
    "desktop/messages.py": "why there is no such thing on Windows",
    "desktop/wayland.py": "why there is no such thing on Windows",
    "desktop/x11_server.py": "why there is no such thing on Windows, and for the log",
    "desktop/quiet/called.py": "names of programs",
    "desktop/quiet/camera.py": "why a program is left out, for whoever reads the table",
    "desktop/quiet/dconf.py": "for the log",
    "desktop/quiet/dnd_ways.py": "names by which servers are known",
    "desktop/quiet/inhibitors.py": "why a program is left out, for whoever reads the table",
    "desktop/quiet/linux.py": "names of ways",
    "desktop/quiet/macos.py": "names of ways",
    "desktop/quiet/opens.py": "why there is no such thing elsewhere",
    "desktop/quiet/pulse.py": "why there is no such thing on Windows",
    "desktop/quiet/pulse_wire.py": "for the log",
    "desktop/quiet/recordings.py": "why a program is left out, for whoever reads the table, and for the log",
    "desktop/session/logind.py": "answers to other programs on the bus, and for the log",
    "desktop/session/other_thread.py": "names of what may lock",
    "app/window.py": "for the log",
    "app/errand.py": "what only a mistake in the program can bring about",
    "windows/look.py": "a style sheet",
    "windows/programs.py": "for the log",
    "windows/sounds.py": "for the log",
    "windows/speech.py": "for the log",
    "windows/sapi.py": "what the voice is told, as markup",
    "library/vocabulary.py": "the words that files may use",
    "settings/person.py": "the words that a setting may be",
    "explain_rules.py": "things as files and settings name them",
    "tray_menu.py": "things as files and settings name them",
    "settings/file.py": "what tomllib says, in order to say it better",
    "settings/generate.py": "the head of a file that is committed",
    "settings/page.py": "the head of a page that is committed",
    "cli/page.py": "the head of a page that is committed",
    "app/sleep.py": "what only a mistake in the program can bring about",
    "app/protocol.py": "why mypy need not look",
    "places.py": "an error of the system, which has its own language; words are made of places, not the other way",
}
"""Where literals that read like sentences are none, and what they are."""
NAMED_SO = {"help", "title", "description"}
"""Arguments that declare help; `gathered` asks the commands and the settings themselves for it."""
CHECKED = [module for module in MODULES if room(module) != "core"]


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def unmarked(tree: ast.Module) -> Iterator[str]:
    """The literals that read like sentences and go through no translation."""
    passed = set(map(id, _passed(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield from (f"line {node.lineno}: {node.value}" for _found in SENTENCE.findall(node.value)[:1])


def _passed(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(ast.Constant() as docstring):
                yield docstring
            case ast.Call(ast.Name(called)) if called in KEYWORDS:
                yield from (each for argument in node.args for each in ast.walk(argument))
            case ast.Call(ast.Attribute(ast.Name("log"))) | ast.Call(ast.Attribute(ast.Name("re"))):
                yield from node.args
            case ast.keyword(arg=str(declared)) if declared in NAMED_SO:
                yield node.value


@pytest.mark.parametrize("module", CHECKED, ids=name)
def test_sentences_are_marked(module: Path) -> None:
    found = list(unmarked(ast.parse(module.read_text(encoding="utf-8"))))
    assert bool(found) == (name(module) in NOT_SHOWN), "\n".join(found)


def test_an_unmarked_sentence_is_found() -> None:
    found = unmarked(
        ast.parse('"""Say so."""\nsay(_("Stand up now"), help="Stand up")\nsay(f"Stand {x}", "Sit down now")')
    )
    assert list(found) == ["line 3: Sit down now"]


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_nothing_is_translated_before_the_program_runs(module: Path) -> None:
    """What a module says while it is imported could not be said in another language, and would load the catalogue."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    inside = {
        id(below)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for below in ast.walk(node)
    }
    early = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "counted")
        and id(node) not in inside
    ]
    assert early == []
