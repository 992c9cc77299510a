"""Files in whatever state: what holds, and what is said of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskbreak.settings import file as settings_file
from deskbreak.settings.file import Loaded, load
from deskbreak.settings.keys import KEYS, TABLES
from deskbreak.settings.read import read
from deskbreak.settings.schema import DEFAULTS

GOOD = read({"reminder": {"every_minutes": 45}}).settings
UNREAD = " Nothing in the file counts until that is mended."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_no_file_means_defaults(file: Path) -> None:
    loaded = load(file, good=GOOD)
    assert (loaded.settings, loaded.mistakes, loaded.warnings) == (DEFAULTS, (), ())
    file.symlink_to(file.parent / "gone.toml")
    assert load(file, good=GOOD).settings == DEFAULTS


def test_an_empty_file_means_defaults_too(file: Path) -> None:
    file.touch()
    assert load(file, good=GOOD) == read({})


def test_a_file_is_read(file: Path) -> None:
    file.write_text("[reminder]\nevery_minutes = 45 # mine\n", encoding="utf-8")
    assert load(file) == read({"reminder": {"every_minutes": 45}})


def test_each_mistake_and_warning_has_its_line(file: Path) -> None:
    file.write_text(
        """\
# Mine.
[reminder]
length_seconds = 90

every_minutes = 3
every_minuts = 3
[snooze]
"limit" = -1
[zebra]
x = 1
[presence]
idle_minutes = 10
[hours]
monday = [
  "9-17",
]
""",
        encoding="utf-8",
    )
    loaded = load(file, good=GOOD)
    assert loaded.mistakes == (
        "settings.toml, line 5: reminder.every_minutes = 3 is too small: 5 to 240.",
        "settings.toml, line 8: snooze.limit = -1 is too small: 0 to 10.",
        'settings.toml, line 14: hours.monday: "9-17" is not a range such as 09:00-17:00.',
        "settings.toml, line 12: presence.natural_break_minutes = 5 must not be less than presence.idle_minutes = 10.",
    )
    assert loaded.warnings == (
        "settings.toml, line 6: reminder.every_minuts is not a setting; did you mean reminder.every_minutes?",
        "settings.toml, line 9: zebra is not a setting.",
    )
    assert loaded.settings == KEYS["reminder.length_seconds"].put(GOOD, 90.0)


def test_a_renamed_key_is_told_where_it_stands(file: Path) -> None:
    file.write_text("[reminder]\n\noften = 3\n", encoding="utf-8")
    loaded = load(file, renamed={"reminder.often": "reminder.every_minutes"})
    assert loaded.warnings == ("settings.toml, line 3: reminder.often is called reminder.every_minutes now.",)
    assert loaded.mistakes == ("settings.toml, line 3: reminder.every_minutes = 3 is too small: 5 to 240.",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a = 1\n[reminder\nb = 2", "line 2: a bracket or a quotation mark is not closed."),
        ("[reminder]\nevery_minutes = = 3\n", "line 2: this value is not understood; they read like"),
        ("[quiet]\ncamera = True\n", "line 2: this value is not understood; they read like 30, true or"),
        ("[quiet]\ncamera = yes\n\n", "line 2: this value is not understood"),
        ("[reminder]\nevery_minutes 30\n", "line 2: this is no setting; they read like this: every_minutes = 30"),
        ("\nevery_minutes = 30 min\nx = 1", "line 2: there is too much behind the value."),
        ("\nevery_minutes = 30,5\n", "line 2: there is too much behind the value."),
        ("[a]\nx = 1\nx = 2\ny = 3\n", "line 3: this is set twice."),
        ("[a]\n[b]\n[a]\n[c]\n", "line 3: this is set twice."),
        ("a = {b = 1, b = 2}\n", "line 1: this is set twice."),
        ('[a]\nx = "open\ny = 1\n', "line 2: a bracket or a quotation mark is not closed."),
        ("[a]\nx = 'open\ny = 1\n", "line 2: a bracket or a quotation mark is not closed."),
        ("[a]\nx = 'open\ny = 'closed'\n", "line 2: a bracket or a quotation mark is not closed."),
        ("[a]\nx = {y = [1]\nz = 1\n", "line 2: a bracket or a quotation mark is not closed."),
        ("[a] # '\nx = [1,\n2]\n[b\n", "line 4: a bracket or a quotation mark is not closed."),
        ('[a]\nx = """open\n\n', "line 2: a bracket or a quotation mark is not closed."),
        ('[a]\nx = ["09:00-17:00"\n\n[b]\ny = 1\n', "line 2: a bracket or a quotation mark is not closed."),
        ("[]\n", "line 1: this is no name of a setting or a table."),
        ("“a” = 1\n", "line 1: this is no setting"),
        ('a = "\\q"\n', "line 1: this is not understood (Unescaped"),
        (f"a = {'9' * 5000}", "line 1: this is not understood ("),
        (f"a = {'[' * 100_000}", "line 1: this is not understood ("),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_toml_is_said_plainly_and_nothing_changes(file: Path, content: str, said: str) -> None:
    file.write_text(content, encoding="utf-8")
    loaded = load(file, good=GOOD)
    (mistake,) = loaded.mistakes
    assert mistake.startswith(f"settings.toml, {said}")
    assert mistake.endswith(UNREAD)
    assert (loaded.settings, loaded.warnings) == (GOOD, ())
    assert file.read_text(encoding="utf-8") == content


@pytest.mark.parametrize(
    ("content", "line"), [(b"\xff\xfea\x00", 1), (b"a = 1\n# caf\xe9\n", 2), ("a = 1".encode("utf-16"), 1)]
)
def test_what_is_not_utf8(file: Path, content: bytes, line: int) -> None:
    file.write_bytes(content)
    loaded = load(file, good=GOOD)
    assert loaded.mistakes == (f"settings.toml, line {line}: this is not UTF-8; save the file as UTF-8." + UNREAD,)
    assert loaded.settings == GOOD


def test_a_byte_order_mark_and_windows_line_ends_are_fine(file: Path) -> None:
    file.write_bytes("\ufeff[reminder]\r\nevery_minutes = 45\r\ndaily_cap = 0\r\n".encode())
    loaded = load(file)
    assert loaded.settings.reminder.every_minutes == 45
    assert loaded.mistakes == ("settings.toml, line 3: reminder.daily_cap = 0 is too small: 1 to 200.",)


def test_a_folder_in_its_place(file: Path) -> None:
    file.mkdir()
    assert load(file, good=GOOD).mistakes == ("settings.toml: this is not a file." + UNREAD,)
    assert load(file, good=GOOD).settings == GOOD


def test_a_pipe_in_its_place_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    assert load(file, good=GOOD).mistakes == ("settings.toml: this is not a file." + UNREAD,)


def test_a_file_where_its_folder_should_be_holds_no_settings(file: Path) -> None:
    file.touch()
    assert load(file / "settings.toml") == Loaded(DEFAULTS)


def test_a_link_that_leads_to_itself(file: Path) -> None:
    file.symlink_to(file)
    (mistake,) = load(file, good=GOOD).mistakes
    assert mistake.startswith("settings.toml: it cannot be read (")


def test_a_file_we_may_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    file.touch()
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    loaded = load(file, good=GOOD)
    assert loaded.mistakes == ("settings.toml: it cannot be read (Permission denied)." + UNREAD,)
    assert loaded.settings == GOOD


def test_a_file_that_is_far_too_large_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with file.open("wb") as stream:
        stream.truncate(settings_file.MAX_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    loaded = load(file, good=GOOD)
    assert loaded.mistakes == ("settings.toml: this is larger than 1 MiB; settings never are." + UNREAD,)


PIECES = [
    *(f"[{table}]\n" for table in TABLES), *(f"{key.name} = " for key in KEYS.values()), "zebra", ".", "=", "\n",
    "\r\n", "[", "]", "{", "}", ",", '"', "'", '"""', "'''", "#", "\\",
    "30", "-1", "nan", "1e999", "true", '["09:00-17:00"]\n',
    "0\n", "5\n", "\ufeff", "\x00", "é",
]  # fmt: skip


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_settings(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    loaded = load(file, good=GOOD)
    assert all(line.startswith("any.toml") and "\n" not in line for line in loaded.mistakes + loaded.warnings)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_give_settings(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.toml"
    file.write_bytes(content)
    load(file)


def test_a_reminder_leaves_the_screen_before_the_next_one_is_due(file: Path) -> None:
    text = "[notifications]\nanswer_within_minutes = 10\n[reminder]\nevery_minutes = 5\n"
    file.write_text(text, encoding="utf-8")
    loaded = load(file)
    assert loaded.settings == DEFAULTS
    assert loaded.mistakes == (
        "settings.toml, line 4: reminder.every_minutes = 5 must not be less than "
        "notifications.answer_within_minutes = 10.",
    )
