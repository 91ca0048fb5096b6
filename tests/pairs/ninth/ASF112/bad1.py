"""Terminal multiplexer daemon: pty readers, timers and exit hooks on one loop."""
from __future__ import annotations

import asyncio
import functools
import logging
import os
import signal
import subprocess
import threading
import time
from typing import Any

import requests

log = logging.getLogger("muxd")


class Screen:
    def __init__(self, rows: int, cols: int) -> None:
        self.rows = rows
        self.cols = cols
        self.lines: list[bytes] = []

    def feed(self, data: bytes) -> None:
        self.lines.extend(data.splitlines())
        del self.lines[: -self.rows]


class Pane:
    def __init__(self, fd: int, screen: Screen, *, crash_url: str | None = None) -> None:
        self.fd = fd
        self.screen = screen
        self.crash_url = crash_url
        self._flushed = threading.Event()
        self._handle: asyncio.TimerHandle | None = None

    def _readable(self) -> None:
        try:
            data = os.read(self.fd, 4096)
        except BlockingIOError:
            return
        self.screen.feed(data)

    def _settle(self, delay: float) -> None:
        time.sleep(delay)
        self.screen.lines.clear()

    def _on_exit(self, task: asyncio.Task[Any]) -> None:
        if task.cancelled() or not task.exception():
            return
        log.error("pane died: %s", task.exception())
        if self.crash_url:
            requests.post(self.crash_url, json={"pane": self.fd}, timeout=5)

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        os.set_blocking(self.fd, False)
        loop.add_reader(self.fd, self._readable)

    def resize(self, rows: int, cols: int) -> None:
        self.screen.rows, self.screen.cols = rows, cols
        loop = asyncio.get_running_loop()
        self._handle = loop.call_later(0.1, self._settle, 0.3)  # expect: ASF112

    def adopt(self, task: asyncio.Task[Any]) -> asyncio.Task[Any]:
        task.add_done_callback(self._on_exit)  # expect: ASF112
        return task


def reap(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        code = child.wait()
        log.info("%d exited %d", child.pid, code)


class Daemon:
    def __init__(self) -> None:
        self.panes: list[Pane] = []
        self.children: list[subprocess.Popen[bytes]] = []
        self._stop = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        install = loop.add_signal_handler
        install(signal.SIGCHLD, functools.partial(reap, self.children))  # expect: ASF112
        loop.add_signal_handler(signal.SIGTERM, self._stop.set)
        for pane in self.panes:
            pane.watch(loop)
            loop.call_soon(lambda p=pane: p._flushed.wait(1))  # expect: ASF112
        await self._stop.wait()
        for pane in self.panes:
            loop.remove_reader(pane.fd)
