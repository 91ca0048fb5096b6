"""Rendezvous helpers of a message bus."""
import asyncio
import logging
import threading

import anyio

log = logging.getLogger("bus")


class Mailbox:
    def __init__(self) -> None:
        self.cond = threading.Condition()
        self.messages: list = []
        self.done = threading.Event()
        self.barrier = threading.Barrier(2)

    def receive(self, timeout: float = 10.0):
        with self.cond:
            if not self.cond.wait_for(lambda: self.messages, timeout):
                raise TimeoutError("no message")
            return self.messages.pop(0)

    def receive_all(self) -> list:
        with self.cond:
            while True:
                if self.messages:
                    taken, self.messages = self.messages, []
                    return taken
                self.cond.wait()

    def deliver(self, message) -> None:
        with self.cond:
            self.messages.append(message)
            self.cond.notify_all()

    def finished(self) -> bool:
        if not self.done.is_set():
            self.done.wait(1.0)
        self.barrier.wait()
        return self.done.is_set()


class Window:
    def __init__(self, size: int) -> None:
        self.size = size
        self.cond = asyncio.Condition()
        self.flush_requested = asyncio.Event()

    async def reserve(self, amount: int) -> None:
        async with self.cond:
            while self.size < amount:
                await self.cond.wait()
            self.size -= amount

    async def release(self, amount: int) -> None:
        async with self.cond:
            self.size += amount
            self.cond.notify_all()

    async def flushed(self) -> None:
        if not self.flush_requested.is_set():
            await self.flush_requested.wait()


async def consume(cond: anyio.Condition, inbox: list) -> None:
    async with cond:
        while not inbox:
            log.debug("empty")
            await cond.wait()
        inbox.pop()
