from __future__ import annotations

import asyncio
import queue
import threading


class Broker:
    def __init__(self) -> None:
        self.admin = threading.RLock()
        self.inbox: queue.Queue[str] = queue.Queue()
        self.closed = False

    def publish(self, text: str) -> None:
        with self.admin:
            if not self.closed:
                self._deliver(text)

    def _deliver(self, text: str) -> None:
        self.inbox.put(text)

    def next(self) -> str:
        inbox = self.inbox
        with self.admin:
            return inbox.get()  # expect: ASF214

    def close(self) -> None:
        with self.admin:
            self.closed = True


class Gate:
    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.changed = asyncio.Condition()
        self.open = False

    async def enter(self, name: str) -> None:
        async with self.turn:
            async with self.changed:
                await self.changed.wait_for(lambda: self.open)  # expect: ASF214
            print(name, "is in")

    async def unlock(self) -> None:
        async with self.turn:
            await asyncio.sleep(0)
            async with self.changed:
                self.open = True
                self.changed.notify_all()
