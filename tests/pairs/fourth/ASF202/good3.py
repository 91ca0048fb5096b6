"""Unlock-relock around a slow callback, and async locks taken correctly."""
import asyncio
import threading
from contextlib import asynccontextmanager


class Dispatcher:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.turns = asyncio.Lock()
        self.queue: list[int] = []
        self.items: list[int] = []

    def drain(self, handle) -> int:
        done = 0
        with self.lock:
            while self.queue:
                item = self.queue.pop()
                self.lock.release()
                try:
                    handle(item)
                finally:
                    self.lock.acquire()
                done += 1
        return done

    @asynccontextmanager
    async def turn(self):
        await self.turns.acquire()
        try:
            yield self.items
        finally:
            self.turns.release()

    async def peek(self) -> int | None:
        await self.turns.acquire()
        try:
            await asyncio.sleep(0)
            return self.items[-1] if self.items else None
        finally:
            self.turns.release()

    async def append(self, item: int) -> None:
        async with self.turn() as items:
            items.append(item)


async def main() -> None:
    dispatcher = Dispatcher()
    await dispatcher.append(1)
    print(await dispatcher.peek(), dispatcher.drain(print))


if __name__ == "__main__":
    asyncio.run(main())
