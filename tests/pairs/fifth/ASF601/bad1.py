"""Waits that trust the first wake-up."""
import asyncio
import threading


class Box:
    def __init__(self) -> None:
        self._cond = threading.Condition()
        self._items: list[int] = []

    def take(self) -> int:
        with self._cond:
            if not self._items:
                self._cond.wait()  # expect: ASF601
            return self._items.pop()

    def put(self, item: int) -> None:
        with self._cond:
            self._items.append(item)
            self._cond.notify()


class AsyncBox:
    def __init__(self) -> None:
        self.cond = asyncio.Condition()
        self.value: int | None = None

    async def get(self) -> int | None:
        async with self.cond:
            await self.cond.wait()  # expect: ASF601
            return self.value

    async def set(self, value: int) -> None:
        async with self.cond:
            self.value = value
            self.cond.notify_all()


def wait_ready(cond: threading.Condition, state: dict) -> None:
    with cond:
        if not state.get("ready"):
            cond.wait(timeout=5)  # expect: ASF601
        print(state["ready"])
