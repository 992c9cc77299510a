"""What the user can set: declared once, in schema.py."""
