"""A place of its own for a benchmark: one temporary folder with HOME and all, where nothing of the caller's is used."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from deskbreak.app.safety import keep_read

from .processes import Processes

PASSED_ON = ("PATH", "USER", "LOGNAME", "SHELL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "PYTHONPATH")
FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
    "XDG_RUNTIME_DIR": "run",
}
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><servicedir>{services}</servicedir>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
"""


@contextmanager
def place(more: Mapping[str, str] | None = None) -> Iterator[Processes]:
    """Makes the folder, and ends it and all that was started in it; `more` is added to the environment."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)))
        processes = Processes(folder, _environment(folder) | dict(more or {}))
        keep_read(Path(processes.env["XDG_STATE_HOME"], "deskbreak", "safety.json"), date.today())  # noqa: DTZ011
        stack.callback(processes.end_all)
        yield processes


def start_bus(processes: Processes, kind: str, services: Mapping[str, Path] | None = None) -> str:
    """Starts a message bus that may start these services, by the names of their files, and no others; its address."""
    known = processes.folder / f"{kind}-services"
    known.mkdir()
    for name, file in (services or {}).items():
        (known / name).symlink_to(file)
    config = processes.folder / f"{kind}.conf"
    config.write_text(BUS.format(socket=processes.folder / f"{kind}.socket", services=known))
    command = ("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}")
    return start_telling(processes, f"{kind}-bus", lambda told: (*command, f"--print-address={told}"))


def start_telling(processes: Processes, name: str, command: Callable[[str], Sequence[str]]) -> str:
    """Starts a server that is given the number of a pipe and writes a line to it when it is ready; the line."""
    ours, theirs = os.pipe()
    with open(ours) as told:
        try:
            processes.spawn(name, command(str(theirs)), pass_fds=(theirs,))
        finally:
            os.close(theirs)
        if not (line := told.readline().strip()):
            raise RuntimeError(f"{name} does not start: {processes.last_words(name)}")
    return line


def _environment(folder: Path) -> dict[str, str]:
    """Folders of its own, made here, and what finds programs."""
    for name in FOLDERS.values():
        (folder / name).mkdir(parents=True, mode=0o700)
    passed_on = {key: os.environ[key] for key in PASSED_ON if key in os.environ}
    return passed_on | {"LANG": "C.UTF-8"} | {key: str(folder / name) for key, name in FOLDERS.items()}
