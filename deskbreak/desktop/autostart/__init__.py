"""Starting at login: a desktop entry on Linux, the Run key on Windows, a launch agent on macOS."""
