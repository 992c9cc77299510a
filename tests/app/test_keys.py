from __future__ import annotations

import pytest

from deskbreak.app.keys import LONGEST, Keys


@pytest.mark.parametrize(
    ("pieces", "pressed"),
    [
        ([b"s"], "s"),
        ([b"S"], "s"),
        ([b"z", b"q"], "zq"),
        ([b"zq"], "zq"),
        ([b"\x1b[D"], ""),
        ([b"\x1bOQ"], ""),
        ([b"\x1b[1;5D"], ""),
        ([b"\x1b[3~k"], "k"),
        ([b"\x1bd"], ""),
        ([b"\x1b\x1b[D"], ""),
        ([b"\x1b", b"[", b"D"], ""),
        ([b"\x1b", b"OQ", b"k"], "k"),
        ([b"\x1b[20", b"0~sk", b"dq\x1b[201~", b"z"], "z"),
        ([b"\x1b[200~" + b"sq" * LONGEST, b"dd", b"\x1b[201~", b"z"], "z"),
        ([b"sudo shutdown -k"], ""),
        ([b"\xff\xfe"], "\ufffd\ufffd"),
    ],
)
def test_what_is_an_answer_and_what_is_not(pieces: list[bytes], pressed: str) -> None:
    keys = Keys()
    assert "".join(keys.read(piece, 0.1 * n) for n, piece in enumerate(pieces)) == pressed


def test_after_the_escape_key_the_next_key_counts() -> None:
    keys = Keys()
    assert keys.read(b"\x1b", 0.0) == ""
    assert keys.read(b"d", 5.0) == "d"
