"""Calls that block on processes, files and databases, by way of a pipe, a fifo or a lock."""

from __future__ import annotations

import os
import pathlib
import sqlite3
import subprocess
import sys
from collections.abc import Callable

from blocking_cases import CASES, OPEN, PATIENCE, Case, case

__all__ = ["CASES"]


if sys.platform != "win32":
    import fcntl

    def _os_pipe() -> tuple[int, int]:
        read, write = os.pipe()
        OPEN.callback(os.close, read)
        return read, write

    def _child(run: Callable[[int], object]) -> Case:
        """A child that copies a pipe until it is closed: `cat`."""
        read, write = _os_pipe()
        return lambda: run(read), lambda: os.close(write)

    def _popen() -> tuple[subprocess.Popen[bytes], Callable[[], None]]:
        read, write = _os_pipe()
        child = subprocess.Popen(["cat"], stdin=read, stdout=subprocess.DEVNULL)
        return child, lambda: os.close(write)

    @case("subprocess.run")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.run(["cat"], stdin=read, check=True))

    @case("subprocess.call")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.call(["cat"], stdin=read))

    @case("subprocess.check_call")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.check_call(["cat"], stdin=read))

    @case("subprocess.check_output")
    def _(_: pathlib.Path) -> Case:
        return _child(lambda read: subprocess.check_output(["cat"], stdin=read))

    @case("subprocess.Popen.wait")
    def _(_: pathlib.Path) -> Case:
        child, release = _popen()
        return child.wait, release

    @case("subprocess.Popen.communicate")
    def _(_: pathlib.Path) -> Case:
        child, release = _popen()
        return child.communicate, release

    @case("os.waitpid")
    def _(_: pathlib.Path) -> Case:
        child, release = _popen()

        def wait() -> None:
            _, status = os.waitpid(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)

        return wait, release

    def _fifo(folder: pathlib.Path) -> tuple[pathlib.Path, Callable[[], None]]:
        fifo = folder / "fifo"
        os.mkfifo(fifo)

        def write() -> None:
            with fifo.open("w") as file:
                file.write("x")

        return fifo, write

    @case("os.system")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return lambda: os.system(f"cat {fifo} >/dev/null"), write

    @case("os.spawnlp")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return lambda: os.spawnlp(os.P_WAIT, "cp", "cp", str(fifo), "/dev/null"), write

    @case("subprocess.getoutput")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return lambda: subprocess.getoutput(f"cat {fifo}"), write

    @case("builtins.open")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)

        def read() -> None:
            with open(fifo) as file:
                file.read()

        return read, write

    @case("os.open")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)

        def read() -> None:
            file = os.open(fifo, os.O_RDONLY)
            os.read(file, 1)
            os.close(file)

        return read, write

    @case("pathlib.Path.read_text")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return fifo.read_text, write

    @case("pathlib.Path.read_bytes")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)
        return fifo.read_bytes, write

    @case("pathlib.Path.open")
    def _(folder: pathlib.Path) -> Case:
        fifo, write = _fifo(folder)

        def read() -> None:
            with fifo.open() as file:
                file.read()

        return read, write

    @case("fcntl.flock")
    def _(folder: pathlib.Path) -> Case:
        path = folder / "lock"
        first, second = (os.open(path, os.O_CREAT | os.O_RDWR) for _ in range(2))
        for each in (first, second):
            OPEN.callback(os.close, each)
        fcntl.flock(first, fcntl.LOCK_EX)
        return lambda: fcntl.flock(second, fcntl.LOCK_EX), lambda: fcntl.flock(first, fcntl.LOCK_UN)


@case("sqlite3.Connection.execute")
def _(folder: pathlib.Path) -> Case:
    first, second = (
        sqlite3.connect(folder / "db", check_same_thread=False, isolation_level=None, timeout=PATIENCE)
        for _ in range(2)
    )
    first.execute("begin exclusive")

    def read() -> None:
        second.execute("begin exclusive")
        second.close()

    def release() -> None:
        first.execute("commit")
        first.close()

    return read, release
