import asyncio
from typing import Callable


class Base:
    def __init__(self) -> None:
        self._cv = asyncio.Condition()
        self._listeners: list[Callable[[str], None]] = []

    def on_change(self, listener: Callable[[str], None]) -> None:
        self._listeners.append(listener)


class ConfigStore(Base):
    def __init__(self) -> None:
        super().__init__()
        self._values: dict[str, str] = {}
        self._generation = 0

    def put(self, key: str, value: str) -> None:
        self._values[key] = value
        self._generation += 1
        for listener in list(self._listeners):
            listener(key)
        self._wake()

    def _wake(self) -> None:
        cv = self._cv
        cv.notify_all()  # expect: ASF602

    async def next_change(self, seen: int) -> int:
        while self._generation <= seen:
            await self._cv.wait()  # expect: ASF602
        return self._generation

    def get(self, key: str) -> str:
        return self._values[key]
