"""Backup agent: a worker thread, a watcher thread and a child process."""
from __future__ import annotations

import logging
import subprocess
import threading
import time
from pathlib import Path

log = logging.getLogger(__name__)


class Agent:
    def __init__(self, source: Path, target: Path) -> None:
        self._source = source
        self._target = target
        self._running = True
        self._ready = threading.Event()
        self._changed = threading.Condition()
        self._volume: str | None = None
        self.copied = 0
        self.beats = 0

    def _copy_loop(self) -> None:
        self._ready.wait()
        while self._running:
            for path in self._source.glob("*.new"):
                path.rename(self._target / path.name)
                self.copied += 1
            time.sleep(1)

    def _mount_watch(self) -> None:
        while not (self._target / ".mounted").exists():
            time.sleep(0.5)
        with self._changed:
            self._volume = self._target.name
            self._changed.notify_all()
        self._ready.set()

    def _heartbeat(self) -> None:
        while not self._ready.is_set():
            self.beats += 1
            log.info("still waiting, beat %d", self.beats)
            time.sleep(5)

    def wait_volume(self) -> str | None:
        with self._changed:
            while self._volume is None:
                self._changed.wait(10)
            return self._volume

    def stop(self) -> None:
        self._running = False

    def start(self) -> list[threading.Thread]:
        threads = [
            threading.Thread(target=target, daemon=True)
            for target in (self._copy_loop, self._mount_watch, self._heartbeat)
        ]
        for thread in threads:
            thread.start()
        return threads


def compress(path: Path) -> int:
    process = subprocess.Popen(["xz", "-T0", str(path)])
    while process.poll() is None:
        time.sleep(0.2)
    return process.returncode


def connect(client, attempts: int = 5) -> bool:
    connected = False
    delay = 0.5
    while not connected and attempts:
        attempts -= 1
        connected = client.try_connect()
        if not connected:
            time.sleep(delay)
            delay *= 2
    return connected


def main(client) -> None:
    if not connect(client):
        raise SystemExit("no server")
    agent = Agent(Path("/srv/data"), Path("/mnt/backup"))
    threads = agent.start()
    log.info("volume %s", agent.wait_volume())
    time.sleep(60)
    agent.stop()
    for thread in threads:
        thread.join(5)
    worker = threading.Thread(target=compress, args=(Path("/mnt/backup/archive.tar"),))
    worker.start()
    worker.join()
