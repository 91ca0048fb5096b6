from __future__ import annotations

import asyncio
from asyncio import Semaphore


class Account:
    def __init__(self, number: str) -> None:
        self.number = number
        self.cents = 0
        self.turn = Semaphore(1)

    async def deposit(self, cents: int) -> None:
        async with self.turn:
            await asyncio.sleep(0)
            self.cents += cents


class SavingsAccount(Account):
    rate = 0.02

    async def _credit(self, share: float) -> None:
        await self.deposit(int(self.cents * share))

    async def close_month(self) -> None:
        async with self.turn:
            await self._credit(self.rate / 12)  # expect: ASF203


class Mailbox:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.filled = asyncio.Condition(self.lock)
        self.letters: list[str] = []

    async def post(self, letter: str) -> None:
        async with self.lock:
            self.letters.append(letter)
            async with self.filled:  # expect: ASF203
                self.filled.notify()

    async def fetch(self) -> str:
        async with self.filled:
            while not self.letters:
                await self.filled.wait()
            return self.letters.pop(0)
