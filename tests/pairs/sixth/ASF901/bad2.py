import asyncio
import threading
from typing import Protocol


class Notifier(Protocol):
    async def notify(self, user: str, text: str) -> bool: ...


class Silent(Notifier):
    def notify(self, user: str, text: str) -> bool:  # expect: ASF901
        return False


class Base:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    def describe(self) -> str:
        return ", ".join(self.names)


class Middle(Base):
    def count(self) -> int:
        return len(self.names)


class Remote(Middle):
    async def describe(self) -> str:  # expect: ASF901
        await asyncio.sleep(0.1)
        return "remote: " + super().describe()


class Ticker(threading.Thread):
    def __init__(self, beat) -> None:
        super().__init__(daemon=True)
        self.beat = beat

    async def run(self) -> None:  # expect: ASF901
        while True:
            await asyncio.sleep(1)
            self.beat()
