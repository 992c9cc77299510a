"""Every sentence that deskbreak says, and where: marked in the source, declared as help, or written in config/."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from babel.messages.extract import extract_from_file

from deskbreak.cli.commands import cli
from deskbreak.cli.language import help_of
from deskbreak.settings.keys import KEYS, TABLES
from tests.test_architecture import MODULES, ROOT

Found = tuple[str, str | tuple[str, str]]
"""The file, and the sentence; of one that goes with a number, those for one and for many."""

KEYWORDS: dict[str, Any] = {"_": None, "marked": None, "counted": (1, 2)}
CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "default: {default}",
    "Show the version and exit.",
    "Show this message and exit.",
    "Error: {message}",
    "Try '{command} {option}' for help.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    "Missing argument",
    "Missing {param_type}",
    "Missing command.",
    "No such command {name!r}.",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{name} {filename!r} does not exist.",
)
"""What click says where deskbreak can make it. It is not ours, but it is read beside ours."""


def gathered() -> Iterator[Found]:
    """All of them, in an order that stays."""
    yield from _marked()
    yield from _commands(cli)
    yield from (("click", message) for message in CLICK)
    yield from (("deskbreak/settings/schema.py", text) for text in _settings())
    yield from _content()


def _marked() -> Iterator[Found]:
    for module in MODULES:
        for _line, message, _comments, _context in extract_from_file("python", module, KEYWORDS):
            yield module.relative_to(ROOT).as_posix(), message if isinstance(message, str) else (message[0], message[1])


def _commands(command: click.Command) -> Iterator[Found]:
    file = inspect.getsourcefile(inspect.unwrap(command.callback)) if command.callback else None
    place = (ROOT / "deskbreak" / "cli" if file is None else Path(file)).relative_to(ROOT).as_posix()
    shown: list[click.Command | click.Option] = [
        command,
        *(each for each in command.params if isinstance(each, click.Option)),
    ]
    yield from ((place, text) for text in map(help_of, shown) if text and text not in CLICK)
    if isinstance(command, click.Group):
        for below in command.commands.values():
            yield from _commands(below)


def _settings() -> Iterator[str]:
    yield from TABLES.values()
    for key in KEYS.values():
        yield from (key.title, key.help)


MOVEMENT = (
    "name", "notice_name", "steps", "side_means", "dose.range", "equipment", "target", "breathing", "mistakes",
    "stop_signs", "easier.text", "harder.text", "sources.supports",
)  # fmt: skip
ROUTINE = ("name", "notice_name", "when", "weekly_target", "equipment", "seed_basis")
SAFETY = (
    "conditions.label", "conditions.ask", "conditions.note", "red_flags.heading", "red_flags.text", "red_flags.signs",
    "plain_break.title", "plain_break.unlock", "stop_signals.heading", "stop_signals.signs", "stop_signals.fine",
    "stop_signals.line", "ball_card.title", "ball_card.text",
)  # fmt: skip
CHECKIN = (
    "topic.name", "topic.ask", "topic.answers.words", "topic.answers.note", "self_check.steps.text",
    "self_check.tender", "self_check.knot", "self_check.end",
)  # fmt: skip
CONTENT = {
    "checkin.toml": CHECKIN,
    "learn.toml": ("card.title", "card.text", "card.sources.supports", "last"),
    "messages.toml": ("message.title", "message.body"),
    "plain.toml": ("name", "steps"),
    "safety.toml": SAFETY,
    "movements/*.toml": MOVEMENT,
    "routines/*.toml": ROUTINE,
}
"""What of the files in config/ is read by people, in the order in which translators meet it."""


def _content() -> Iterator[Found]:
    config = ROOT / "config"
    for pattern, shown in CONTENT.items():
        for file in sorted(config.glob(pattern)):
            place, read = file.relative_to(ROOT).as_posix(), tomllib.loads(file.read_text(encoding="utf-8"))
            yield from ((place, text) for key in shown for text in _at(read, key.split(".")))


def _at(value: Any, way: list[str]) -> Iterator[str]:
    """The texts that lie on this way, through lists and tables; there may be none."""
    if isinstance(value, list):
        for each in value:
            yield from _at(each, way)
    elif way:
        yield from _at(value.get(way[0], []), way[1:])
    else:
        yield value


def in_click(message: str) -> bool:
    """Whether click still says so."""
    parts = Path(inspect.getfile(click)).parent.glob("*.py")
    return any(f'"{message}"' in part.read_text(encoding="utf-8") for part in parts)
