"""Writes the template, every language's catalogue and what gettext reads: `python -m tests.messages [LANGUAGE]`.

A LANGUAGE that has no catalogue yet gets one.
"""

from __future__ import annotations

import sys

from tests.messages.catalogues import TEMPLATE, languages, mo, po, po_file, renewed, said, strings, template
from tests.messages.gathered import gathered


def main() -> None:
    found = list(gathered())
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(po(template(found)))
    for language in sorted({*languages(), *sys.argv[1:]}):
        catalogue, file = renewed(found, language), po_file(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(po(catalogue))
        file.with_suffix(".mo").write_bytes(mo(catalogue))
        waiting = sum(not all(strings(message)) for message in said(catalogue))
        sys.stdout.write(f"{language}: {waiting} of {len(catalogue)} sentences wait to be translated\n")


if __name__ == "__main__":
    main()
