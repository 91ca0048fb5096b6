"""Batching writer of a log aggregator."""
import asyncio
import copy
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("aggregator")


class Writer:
    def __init__(self, sink) -> None:
        self.sink = sink
        self.inbox: queue.Queue = queue.Queue(maxsize=10)
        self.pending: list[str] = []
        self.thread = threading.Thread(target=self._write, daemon=True)

    def _write(self) -> None:
        while (batch := self.inbox.get()) is not None:
            self.sink.writelines(batch)

    def add(self, line: str) -> None:
        self.pending.append(line)
        if len(self.pending) >= 100:
            self.inbox.put(self.pending)
            self.pending = []

    def flush(self) -> None:
        self.inbox.put(list(self.pending))
        self.pending.clear()

    def run(self, lines: list[str]) -> None:
        self.thread.start()
        for line in lines:
            self.add(line)
        self.flush()
        self.inbox.put(None)
        self.thread.join()


def upload_all(client, names: list[str]) -> int:
    headers = {"agent": "aggregator"}
    with ThreadPoolExecutor(4) as pool:
        futures = []
        for name in names:
            mine = {**headers, "x-name": name}
            futures.append(pool.submit(client.upload, name, mine))
        total = sum(future.result() for future in futures)
    headers["x-total"] = str(total)
    client.finish(headers)
    return total


def stats(pool: ThreadPoolExecutor, values: list[int]) -> int:
    future = pool.submit(sum, values)
    total = future.result()
    values.append(total)
    return total


async def send(socket, message: dict) -> None:
    await asyncio.sleep(0.1)
    await socket.send(repr(message))


async def announce(socket, peers: list[str]) -> None:
    message = {"kind": "hello", "peers": peers}
    task = asyncio.create_task(send(socket, copy.deepcopy(message)))
    message["kind"] = "bye"
    await task
    await send(socket, message)
    message["kind"] = "done"
    log.debug("%r", message)


async def relay(outbox: asyncio.Queue, lines: list[str]) -> None:
    for line in lines:
        item = {"line": line}
        item["size"] = len(line)
        await outbox.put(item)
