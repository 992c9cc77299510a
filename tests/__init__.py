"""Tests, and what is written with their help, read English, whatever the machine speaks."""

import os

# Before anything is said, and for all the processes that tests start.
os.environ["LANGUAGE"] = "en"
