"""Writes docs/settings.md from the schema: `python -m deskbreak.settings.page > docs/settings.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from deskbreak.settings.generate import limits
from deskbreak.settings.keys import KEYS, TABLES
from deskbreak.settings.values import written

HEAD = """\
# Settings

<!-- Generated from deskbreak/settings/schema.py: make generated -->

Settings live in one text file, `settings.toml`. `deskbreak config path` says where: on Linux that is
`~/.config/deskbreak/settings.toml`. Without the file, or without a line in it, the defaults below apply.

- `deskbreak config edit` opens the file in your editor, and the first time writes one to begin with.
- `deskbreak config set reminder.every_minutes 45` changes one setting and keeps your comments.
- `deskbreak config list` shows all of them as they are now.
- `deskbreak config check` finds every mistake at once.

What you save takes effect within a minute, with no restart. The time you have sat already still counts.

## Mistakes

- A setting that cannot be as you wrote it keeps the value it had. One notification tells its line and its limits;
  everything else in the file applies.
- A file that cannot be read at all changes nothing: the settings that were last in order stay, also after the next
  login.
- An unknown name is only mentioned, with the one you probably meant.
- deskbreak never writes over a file that it cannot read.
"""
COLUMNS = "| setting | default | limits | meaning |\n|---|---|---|---|\n"


def settings_page() -> str:
    """The text of docs/settings.md."""
    return HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    for table, about in TABLES.items():
        rows = [
            f"| `{key.name}` | `{written(key.default)}` | {limits(key)} | {key.help} |\n"
            for key in KEYS.values()
            if key.table == table
        ]
        yield f"\n## [{table}]\n\n{about}\n\n{COLUMNS}{''.join(rows)}"


if __name__ == "__main__":
    sys.stdout.write(settings_page())
