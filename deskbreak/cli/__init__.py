"""The command line: thin, each command one request."""
