"""Looks like a lost update, is none."""
import asyncio


class Wallet:
    def __init__(self, bank) -> None:
        self.bank = bank
        self.coins = 0
        self.name = ""
        self.guard = asyncio.Lock()

    async def top_up(self) -> int:
        got = await self.bank.withdraw()
        self.coins = self.coins + got
        return self.coins

    async def rename(self) -> None:
        old = self.name
        self.name = await self.bank.new_name()
        print(old, self.name)

    async def spend(self, price: int) -> bool:
        async with self.guard:
            left = self.coins - price
            await self.bank.record(price)
            self.coins = left
        return True

    async def greet(self) -> str:
        name = self.name
        await asyncio.sleep(0)
        return f"hello {name}"
