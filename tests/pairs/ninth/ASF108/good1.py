"""Speech gateway: bridges a blocking recogniser with websocket handlers."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from concurrent.futures import Future, ThreadPoolExecutor

import anyio
import trio

log = logging.getLogger("speech")


class Recogniser:
    """Owns the engine thread."""

    def __init__(self) -> None:
        self._inbox: queue.Queue[bytes | None] = queue.Queue()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine")

    def start(self) -> None:
        self._thread.start()

    def feed(self, audio: bytes) -> None:
        self._inbox.put(audio)

    def _run(self) -> None:
        while (chunk := self._inbox.get()) is not None:
            log.debug("engine got %d bytes", len(chunk))
        self._done.set()

    def close(self) -> None:
        self._inbox.put(None)
        self._thread.join()


class Gateway:
    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._pool = ThreadPoolExecutor(2)
        self._ready = asyncio.Event()
        self._results: asyncio.Queue[str] = asyncio.Queue(maxsize=16)

    async def on_audio(self, chunk: bytes) -> None:
        self._recogniser.feed(chunk)
        await asyncio.sleep(0)

    async def next_result(self) -> str:
        await self._ready.wait()
        return await self._results.get()

    async def score(self, chunk: bytes) -> int:
        future = asyncio.get_running_loop().run_in_executor(self._pool, len, chunk)
        await asyncio.wait([future])
        return future.result()

    async def score_all(self, chunks: list[bytes]) -> list[int]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.score(chunk)) for chunk in chunks]
        return [task.result() for task in tasks]

    async def collect(self, jobs: list[Future[int]]) -> list[int]:
        finished = [job.result() for job in jobs if job.done()]
        await asyncio.sleep(0)
        return finished

    async def stop(self) -> None:
        await asyncio.to_thread(self._recogniser.close)
        self._pool.shutdown(wait=False)


async def drain(inbox: "queue.Queue[str]") -> list[str]:
    lines: list[str] = []
    while True:
        try:
            lines.append(inbox.get(block=False))
        except queue.Empty:
            break
        await asyncio.sleep(0)
    return lines


async def say(words: list[str], path: list[str]) -> str:
    await anyio.sleep(0)
    return " ".join(words) + "/".join(path)


async def gate(opened: trio.Event, name: str) -> None:
    await opened.wait()
    log.info("%s passed", name)


class Barrier:
    """Counts sessions; wait only tells how many are missing."""

    def __init__(self, parties: int) -> None:
        self.parties = parties
        self.seen = 0

    def wait(self) -> int:
        return self.parties - self.seen


async def missing(barrier: Barrier) -> int:
    await anyio.sleep(0)
    return barrier.wait()


def main() -> None:
    recogniser = Recogniser()
    recogniser.start()
    gateway = Gateway(recogniser)
    asyncio.run(gateway.on_audio(b"\0" * 320))
    recogniser.close()
