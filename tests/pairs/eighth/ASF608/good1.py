"""Order matching engine: rendezvous channels, caches and bounded queues."""
import asyncio
import logging
import queue
from collections import deque
from functools import lru_cache

import anyio
import trio

log = logging.getLogger("matching")


@lru_cache(maxsize=0)
def tick_size(symbol: str) -> float:
    return 0.01 if symbol.endswith(".US") else 0.05


async def quote(symbols: list[str]) -> None:
    send, receive = trio.open_memory_channel(0)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(_publish, receive)
        async with send:
            for symbol in symbols:
                await send.send(symbol)


async def _publish(receive: trio.MemoryReceiveChannel) -> None:
    async with receive:
        async for symbol in receive:
            log.info("%s tick %.2f", symbol, tick_size(symbol))


async def clear(trades) -> None:
    send, receive = anyio.create_memory_object_stream(max_buffer_size=0)
    async with anyio.create_task_group() as group:
        group.start_soon(_settle, receive)
        async with send:
            for trade in trades:
                await send.send(trade)


async def _settle(receive) -> None:
    async with receive:
        async for trade in receive:
            log.info("settled %s", trade)


class Book:
    def __init__(self, depth: int) -> None:
        self.orders: queue.Queue = queue.Queue(maxsize=max(1, depth))
        self.fills: queue.SimpleQueue = queue.SimpleQueue()
        self.rejected: deque = deque(maxlen=0)
        self.events: asyncio.Queue = asyncio.Queue()

    def place(self, order) -> bool:
        try:
            self.orders.put(order, True, 0)
        except queue.Full:
            self.rejected.append(order)
            return False
        return True


class Queue:
    """Position of an order among its equals; not a channel."""

    def __init__(self, position: int, maxsize: int = 0) -> None:
        self.position = position
        self.maxsize = maxsize


def front() -> Queue:
    return Queue(0)


def next_in(line: Queue) -> Queue:
    return Queue(line.position + 1, maxsize=0)


def handover(timeout: float) -> object:
    """Capacity one."""
    slot: queue.Queue = queue.Queue(1)
    slot.put_nowait(front())
    return slot.get(timeout=timeout)
