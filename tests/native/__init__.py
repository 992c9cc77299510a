"""What is made for Windows and macOS, beside stand-ins for what those have; see `collected.py` in the parent folder."""
