"""Leaves out what is about another system."""

from __future__ import annotations

import sys

from tests.collected import NOT_HERE

collect_ignore = list(NOT_HERE.get(sys.platform, ()))
