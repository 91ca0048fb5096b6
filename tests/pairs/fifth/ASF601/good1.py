"""Predicates that are tested again."""
import asyncio
import threading


class Box:
    def __init__(self) -> None:
        self._cond = threading.Condition()
        self._items: list[int] = []

    def take(self) -> int:
        with self._cond:
            while not self._items:
                self._cond.wait()
            return self._items.pop()

    def take_for(self) -> int:
        with self._cond:
            self._cond.wait_for(lambda: self._items)
            return self._items.pop()

    def take_forever(self) -> int:
        with self._cond:
            while True:
                if self._items:
                    return self._items.pop()
                self._cond.wait(1.0)

    def put(self, item: int) -> None:
        with self._cond:
            self._items.append(item)
            self._cond.notify()


class AsyncBox:
    def __init__(self) -> None:
        self.cond = asyncio.Condition()
        self.value: int | None = None
        self.event = asyncio.Event()

    async def get(self) -> int | None:
        async with self.cond:
            while self.value is None:
                await self.cond.wait()
            return self.value

    async def ready(self) -> None:
        await self.event.wait()

    async def set(self, value: int) -> None:
        async with self.cond:
            self.value = value
            self.cond.notify_all()
        self.event.set()
