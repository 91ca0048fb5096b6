"""A chat relay whose bookkeeping hangs on callbacks of the event loop."""
from __future__ import annotations

import asyncio
import functools
import json
import logging
import pathlib
import signal
import subprocess
import time

import requests

logger = logging.getLogger("relay")


class Stats:
    def __init__(self, url: str) -> None:
        self.url = url
        self.sent = 0
        self.failed = 0

    def as_json(self) -> str:
        return json.dumps({"sent": self.sent, "failed": self.failed})

    def publish(self) -> None:
        requests.put(self.url, data=self.as_json(), timeout=5)
        logger.debug("stats published")


class Relay:
    def __init__(self, stats: Stats, config: pathlib.Path) -> None:
        self.stats = stats
        self.config = config
        self.rooms: dict[str, list[asyncio.StreamWriter]] = {}
        self.jobs: set[asyncio.Task[None]] = set()

    def reload(self) -> None:
        settings = json.loads(self.config.read_text())
        for room in settings["rooms"]:
            self.rooms.setdefault(room, [])

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.add_signal_handler(signal.SIGHUP, self.reload)  # expect: ASF112
        loop.call_later(60, self.stats.publish)  # expect: ASF112

    def broadcast(self, room: str, text: str) -> None:
        task = asyncio.create_task(self._deliver(room, text))
        self.jobs.add(task)
        task.add_done_callback(self.jobs.discard)
        task.add_done_callback(lambda done: subprocess.run(["notify-send", room]))  # expect: ASF112

    async def _deliver(self, room: str, text: str) -> None:
        data = text.encode() + b"\n"
        for writer in list(self.rooms.get(room, ())):
            try:
                writer.write(data)
                await writer.drain()
            except ConnectionError:
                self.stats.failed += 1
            else:
                self.stats.sent += 1


async def throttle(loop: asyncio.AbstractEventLoop) -> None:
    breathe = functools.partial(time.sleep, 0.05)
    schedule = loop.call_soon
    schedule(breathe)  # expect: ASF112
    await asyncio.sleep(0)


async def main() -> None:
    loop = asyncio.get_running_loop()
    relay = Relay(Stats("http://stats.local/relay"), pathlib.Path("relay.json"))
    relay.start(loop)
    relay.broadcast("lobby", "the relay is up")
    await throttle(loop)
    stopped = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()


if __name__ == "__main__":
    asyncio.run(main())
