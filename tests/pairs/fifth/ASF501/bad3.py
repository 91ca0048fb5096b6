"""Through an alias of the object, a class attribute, and a loop."""
import asyncio
from dataclasses import dataclass, field


@dataclass
class Meter:
    readings: list[float] = field(default_factory=list)
    average: float = 0.0
    total = 0

    async def sample(self, sensor) -> None:
        current = self.average
        for _ in range(3):
            value = await sensor.read()
            current = (current + value) / 2
        self.average = current  # expect: ASF501

    @classmethod
    async def count(cls, source) -> None:
        total = cls.total
        total += await source.size()
        cls.total = total  # expect: ASF501


class Wallet:
    def __init__(self, bank) -> None:
        self.bank = bank
        self.coins = 0

    async def top_up(self) -> int:
        self.coins = self.coins + await self.bank.withdraw()  # expect: ASF501
        return self.coins

    async def spend(self, price: int) -> bool:
        left = self.coins - price
        if left < 0:
            return False
        async with self.bank.transaction():
            self.coins = left  # expect: ASF501
        return True
