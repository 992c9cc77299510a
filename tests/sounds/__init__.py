"""What can be heard, and what plays and says it."""
