"""MQTT-like client whose network runs on a thread of its own."""
import asyncio
import concurrent.futures
import logging
import queue
import threading

import anyio
import trio

log = logging.getLogger("client")


class Client:
    def __init__(self, sock, loop: asyncio.AbstractEventLoop) -> None:
        self._sock = sock
        self._loop = loop
        self.messages: asyncio.Queue[bytes] = asyncio.Queue()
        self.connected = asyncio.Event()
        self._outgoing: queue.Queue[bytes | None] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._writer = threading.Thread(target=self._write, daemon=True)

    def start(self) -> None:
        self._reader.start()
        self._writer.start()

    def _read(self) -> None:
        self._loop.call_soon_threadsafe(self.connected.set)
        while data := self._sock.recv(4096):
            asyncio.run_coroutine_threadsafe(self._dispatch(data), self._loop).result()

    async def _dispatch(self, data: bytes) -> None:
        self.messages.put_nowait(data)
        await asyncio.sleep(0)

    def _write(self) -> None:
        while (data := self._outgoing.get()) is not None:
            self._sock.sendall(data)

    def publish(self, data: bytes) -> None:
        self._outgoing.put(data)

    def close(self) -> None:
        self._outgoing.put(None)


class LoopThread:
    """The thread owns its loop; what happens in there is on the loop's thread."""

    def __init__(self) -> None:
        self.results: list[int] = []
        self._thread = threading.Thread(target=self._main)

    def start(self) -> None:
        self._thread.start()

    def join(self) -> None:
        self._thread.join()

    def _main(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        numbers: asyncio.Queue[int] = asyncio.Queue()
        for n in range(3):
            numbers.put_nowait(n)
        task = asyncio.create_task(numbers.get())
        self.results.append(await task)


async def convert(path: str, progress) -> int:
    loop = asyncio.get_running_loop()
    finished = loop.create_future()

    def work() -> int:
        for percent in range(0, 101, 10):
            loop.call_soon_threadsafe(progress, percent)
        loop.call_soon_threadsafe(finished.set_result, path)
        return len(path)

    size = await asyncio.to_thread(work)
    log.info("converted %s", await finished)
    return size


def call(function) -> concurrent.futures.Future:
    future: concurrent.futures.Future = concurrent.futures.Future()

    def run() -> None:
        future.set_result(function())

    threading.Thread(target=run, daemon=True).start()
    return future


async def scan(path: str) -> None:
    found = anyio.Event()

    def walk() -> None:
        log.info("walking %s", path)
        anyio.from_thread.run_sync(found.set)

    async with anyio.create_task_group() as group:
        group.start_soon(anyio.to_thread.run_sync, walk)
        await found.wait()


async def tail(send: trio.MemorySendChannel, lines) -> None:
    def pump() -> None:
        for line in lines:
            trio.from_thread.run(send.send, line)

    async with send:
        await trio.to_thread.run_sync(pump)
