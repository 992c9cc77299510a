"""Has programs play or say something: none is waited for, and none outlives the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QProcess, QTimer

from deskbreak.sounds.programs import Program

AT_ONCE = 5.0
"""Seconds: one that ends with an error before cannot do it at all."""


class Programs(QObject):
    """One at a time: the next one ends the one before. The first of them that can is used."""

    def __init__(self, programs: Iterable[Program], patience: float, fails: Callable[[str], object]) -> None:
        """`patience`: seconds after which one that still runs is ended. `fails` is told which program did, and how."""
        super().__init__()
        self._programs = list(programs)
        self._fails = fails
        self._what = ""
        self._process: QProcess | None = None
        self._hangs = QTimer(self, singleShot=True, interval=round(patience * 1000))
        self._hangs.timeout.connect(self._hung)
        self._runs = QElapsedTimer()

    def play(self, what: str) -> None:
        """A sound by its file, or words."""
        self._end()
        if self._programs:
            self._what = what
            self._start(self._programs[0])

    def silence(self) -> None:
        """Whatever still is to be heard."""
        if self._process is not None:
            hush = self._programs[0]
            self._end()
            if hush.hush:
                # It may have to outlive us.
                last = _made(hush.name, hush.hush)
                last.setStandardInputFile(QProcess.nullDevice())
                last.startDetached()

    def _start(self, program: Program) -> None:
        by_name, read = ((), self._what) if program.reads else ((self._what,), "")
        process = _made(program.name, (*program.arguments, *by_name))
        # So that it lives until it has ended, also when another one plays by then.
        process.setParent(self)
        process.started.connect(lambda: _tell(process, read))
        process.finished.connect(lambda code, how: self._ended(process, code, how))
        process.errorOccurred.connect(lambda error: self._went_wrong(process, error))
        self._process = process
        self._runs.start()
        self._hangs.start()
        process.start()

    def _end(self) -> None:
        """Its end is not waited for: Qt hears of it, and so leaves no zombie."""
        self._hangs.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    def _ended(self, process: QProcess, code: int, how: QProcess.ExitStatus) -> None:
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        self._hangs.stop()
        if not code and how is QProcess.ExitStatus.NormalExit:
            return
        why = f"it ended with {code}"
        if self._runs.hasExpired(round(AT_ONCE * 1000)):
            self._fails(f"{self._programs[0].name}: {why}")
        else:
            self._pass_over(why)

    def _went_wrong(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and process is self._process:
            process.deleteLater()
            self._process = None
            self._hangs.stop()
            self._pass_over(process.errorString())

    def _hung(self) -> None:
        """By now, what it was to say is of no use any more; the next is for the same one."""
        self._fails(f"{self._programs[0].name}: it did not end")
        self.silence()

    def _pass_over(self, why: str) -> None:
        """Not this one again: what it was to play is for the next."""
        self._fails(f"{self._programs.pop(0).name}: {why}")
        self.play(self._what)


def _made(name: str, arguments: Iterable[str]) -> QProcess:
    """With nothing open that is ours: whoever started us knows by the end of that when we are gone."""
    process = QProcess()
    process.setProgram(name)
    process.setArguments(list(arguments))
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    return process


def _tell(process: QProcess, words: str) -> None:
    """On its standard input, which ends with that."""
    if words:
        # One line, and a blank before it: spd-say takes a line that begins with !-! for an order.
        process.write(f" {' '.join(words.split())}\n".encode())
    process.closeWriteChannel()
