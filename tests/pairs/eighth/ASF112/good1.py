"""Serial bridge daemon with timers, signals and reader callbacks."""
from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import pathlib
import signal
import socket
import threading
import time

logger = logging.getLogger("bridge")


def save(path: pathlib.Path, data: bytes) -> int:
    return path.write_bytes(data)


def report_saved(future: concurrent.futures.Future[int]) -> None:
    with open("/var/log/bridge.txt", "a") as out:
        out.write(f"{future.result()} bytes\n")


class Bridge:
    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.sock.setblocking(False)
        self.received = bytearray()
        self.saving: set[asyncio.Task[int]] = set()
        self.stopped = asyncio.Event()

    def on_readable(self) -> None:
        try:
            self.received += self.sock.recv(4096)
        except BlockingIOError:
            return

    def flush_later(self) -> None:
        data, self.received = bytes(self.received), bytearray()
        task = asyncio.ensure_future(asyncio.to_thread(save, pathlib.Path("out.bin"), data))
        self.saving.add(task)
        task.add_done_callback(self.saving.discard)
        task.add_done_callback(self.flushed)

    def flushed(self, task: asyncio.Task[int]) -> None:
        if not task.cancelled() and task.exception() is None:
            logger.info("saved %d bytes", task.result())

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.add_reader(self.sock.fileno(), self.on_readable)
        loop.call_later(30, self.flush_later)
        loop.add_signal_handler(signal.SIGTERM, self.stopped.set)
        loop.call_soon(self.describe())

    def describe(self):
        peer = self.sock.fileno()

        def log() -> None:
            logger.info("bridging descriptor %d", peer)

        return log

    async def run(self) -> None:
        self.start(asyncio.get_running_loop())
        await self.stopped.wait()
        if self.saving:
            results = await asyncio.gather(*self.saving, return_exceptions=True)
            logger.info("%d saves at the end", len(results))


def archive(pool: concurrent.futures.Executor, data: bytes) -> None:
    future = pool.submit(save, pathlib.Path("archive.bin"), data)
    future.add_done_callback(report_saved)


def cool_down() -> None:
    time.sleep(2)
    logger.info("fan off")


def main() -> None:
    fan = threading.Timer(60, cool_down)
    fan.daemon = True
    fan.start()
    left, right = socket.socketpair()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        archive(pool, b"boot")
        asyncio.run(Bridge(left).run())
    right.close()


if __name__ == "__main__":
    main()
