"""Thread-to-loop plumbing of a Bluetooth gateway."""
import asyncio
import logging
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import anyio
import anyio.from_thread
import anyio.to_thread

log = logging.getLogger("ble")


class Gateway:
    def __init__(self, adapter) -> None:
        self.adapter = adapter
        self.loop: asyncio.AbstractEventLoop | None = None
        self.packets: asyncio.Queue = asyncio.Queue(maxsize=100)
        self.stopped = threading.Event()
        self.backlog: queue.Queue = queue.Queue(maxsize=100)
        self.ready = asyncio.Event()

    async def run(self) -> None:
        self.loop = asyncio.get_running_loop()
        thread = threading.Thread(target=self._scan, daemon=True)
        thread.start()
        await self.ready.wait()
        try:
            while (packet := await self.packets.get()) is not None:
                self._log(packet)
        finally:
            self.stopped.set()

    def _log(self, packet) -> None:
        log.info("packet %r", packet)
        if packet == b"bye":
            self.packets.put_nowait(None)

    def _scan(self) -> None:
        self.loop.call_soon_threadsafe(self.ready.set)
        while not self.stopped.is_set():
            packet = self.adapter.read()
            future = asyncio.run_coroutine_threadsafe(self.packets.put(packet), self.loop)
            future.result()

    def own_loop(self) -> None:
        loop = asyncio.new_event_loop()
        loop.call_soon(log.info, "private loop is up")
        try:
            loop.run_until_complete(self.adapter.calibrate())
        finally:
            loop.close()

    def start_private(self) -> threading.Thread:
        thread = threading.Thread(target=self.own_loop, daemon=True)
        thread.start()
        return thread


def compute(pool: ThreadPoolExecutor, fn) -> Future:
    promise: Future = Future()

    def work() -> None:
        promise.set_result(fn())

    pool.submit(work).add_done_callback(lambda f: f.exception())
    return promise


async def pairing(adapter) -> bool:
    event = anyio.Event()

    def wait_for_pin() -> str:
        pin = adapter.read_pin()
        anyio.from_thread.run_sync(event.set)
        return pin

    pin = await anyio.to_thread.run_sync(wait_for_pin)
    await event.wait()
    return pin == "0000"
