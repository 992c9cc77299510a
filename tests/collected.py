"""Which tests are about one system alone. They are not collected on another: there, nothing of them could be learnt."""

from __future__ import annotations

WINDOWS, MACOS = "win32", "darwin"

ONLY_LINUX = {
    "cli": "the program as Linux starts it: XDG folders, no desktop, and signals",
    "contracts": "a message bus",
    "desktop": "a virtual screen with a panel and a notification service",
    "messages": "the sources, which are the same everywhere",
    "native/test_balloon.py": "a stand-in for a system that is not this one",
    "native/test_cues.py": "a stand-in for a system that is not this one",
    "native/test_macos_quiet.py": "a stand-in for a system that is not this one",
    "native/test_macos_tray.py": "a stand-in for a system that is not this one",
    "native/test_presence.py": "a stand-in for a system that is not this one",
    "native/test_program.py": "a stand-in for a system that is not this one",
    "native/test_senses.py": "a stand-in for a system that is not this one",
    "native/test_session.py": "a stand-in for a system that is not this one",
    "native/test_system.py": "a stand-in for a system that is not this one",
    "native/test_windows_quiet.py": "a stand-in for a system that is not this one",
    "native/test_windows_tray.py": "a stand-in for a system that is not this one",
    "soak": "kill -9, and what the kernel tells of a process",
    "surroundings": "the program as Linux starts it: XDG folders, no desktop, and signals",
    "app/test_child.py": "a program that speaks through a socket, and the descriptors of this one",
    "app/test_control.py": "how Linux serves a crowd at a socket, and runs out of descriptors",
    "app/test_at_login.py": "a login entry of Linux; a test must not write to the registry of whoever runs it",
    "app/test_doctor.py": "what the doctor makes of a Linux desktop",
    "app/test_errand.py": "what Linux tells of a process, and signals to end it",
    "app/test_guide_process.py": "a program that speaks through a socket, and signals to end it",
    "history/test_opening.py": "limits on files, as Linux keeps them",
    "windows/test_desktop_look.py": "a message bus",
    "windows/test_heard.py": "shell scripts in the place of what plays and speaks",
    "windows/test_guide_window.py": "a screen that nobody sees with fonts, as Linux has it",
    "windows/test_programs.py": "shell scripts in the place of what plays and speaks",
    "windows/test_process.py": "Qt without a screen, as Linux has it",
    "test_packaging.py": "the wheel, which is the same everywhere",
    "test_resident.py": "what the program on Linux never loads",
    "test_terminal.py": "a pseudo terminal, and no desktop",
}
NOT_WINDOWS = {
    "app/test_calendar.py": "another time zone by tzset",
    "app/test_draw_picture.py": "the modes of files, and a signal that Windows has not",
    "app/test_editing.py": "a shell script in the place of the program that opens files",
    "app/test_signals.py": "signals that Windows has not",
    "history/test_moments.py": "another time zone by tzset",
    "history/test_store.py": "the modes of files",
    "library/test_hostile.py": "named pipes and links",
    "settings/test_file.py": "named pipes and links",
    "settings/test_good.py": "the modes of files",
    "settings/test_write.py": "the modes of files and links",
}
NOT_HERE: dict[str, dict[str, str]] = {WINDOWS: ONLY_LINUX | NOT_WINDOWS, MACOS: ONLY_LINUX}
"""To each system what is not collected there, and what it would take."""
