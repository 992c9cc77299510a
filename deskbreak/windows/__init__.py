"""The windows: programs of their own, in Qt, which nothing else imports."""
