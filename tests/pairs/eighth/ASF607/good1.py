"""Telemetry relay of a weather station."""
import asyncio
import logging
import queue
import threading

import trio

log = logging.getLogger("station")
BACKLOG = 500


class Relay:
    def __init__(self, link) -> None:
        self._samples: queue.Queue = queue.Queue(BACKLOG)
        self._link = link
        self._sender = threading.Thread(target=self._send)

    def start(self) -> None:
        self._sender.start()

    def feed(self, samples) -> None:
        for sample in samples:
            self._samples.put(sample)
        self._samples.put(None)
        self._sender.join()

    def _send(self) -> None:
        while (sample := self._samples.get()) is not None:
            self._link.transmit(sample)


async def sample_all(sensors, read) -> list[float]:
    """All work is queued before the workers start: bounded by its input."""
    todo: asyncio.Queue = asyncio.Queue()
    for sensor in sensors:
        todo.put_nowait(sensor)
    values: list[float] = []

    async def worker() -> None:
        while not todo.empty():
            values.append(await read(todo.get_nowait()))

    await asyncio.gather(worker(), worker())
    return values


async def forward(source, sink) -> None:
    send, receive = trio.open_memory_channel(32)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(_pump, source, send)
        nursery.start_soon(_deliver, receive, sink)


async def _pump(source, send: trio.MemorySendChannel) -> None:
    async with send:
        async for reading in source:
            await send.send(reading)


async def _deliver(receive: trio.MemoryReceiveChannel, sink) -> None:
    async with receive:
        async for reading in receive:
            await sink(reading)


def ask(device, timeout: float) -> bytes:
    """One answer at most."""
    answer: queue.Queue[bytes] = queue.Queue()
    device.on_reply(answer.put)
    device.request()
    return answer.get(timeout=timeout)


async def gated(source, send, window: int) -> None:
    """The semaphore limits what is in flight."""
    slots = asyncio.Semaphore(window)
    flight: asyncio.Queue = asyncio.Queue()

    async def deliver() -> None:
        while (item := await flight.get()) is not None:
            await send(item)
            slots.release()

    async with asyncio.TaskGroup() as group:
        group.create_task(deliver())
        async for item in source:
            await slots.acquire()
            await flight.put(item)
        await flight.put(None)
