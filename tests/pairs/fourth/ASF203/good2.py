"""Async bank: each lock is released before the method that takes it again is awaited."""
import asyncio


class Account:
    def __init__(self, owner: str, balance: int = 0) -> None:
        self.owner = owner
        self.lock = asyncio.Lock()
        self.balance = balance

    async def deposit(self, amount: int) -> int:
        async with self.lock:
            await asyncio.sleep(0)
            self.balance += amount
            return self.balance


class Bank:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.workers = asyncio.Semaphore(3)
        self.log: list[str] = []

    async def note(self, text: str) -> None:
        async with self.lock:
            await asyncio.sleep(0)
            self.log.append(text)

    async def pay_in(self, account: Account, amount: int) -> None:
        async with self.workers:
            async with self.lock:
                await asyncio.sleep(0)
                self.log.append(f"start {account.owner}")
            await account.deposit(amount)
            await self.note(f"done {account.owner}")

    async def rush(self, account: Account) -> None:
        async with self.lock:
            await account.deposit(1)
            callback = self.note
        await callback("rushed")


async def main() -> None:
    bank = Bank()
    await bank.pay_in(Account("ann"), 5)
    await bank.rush(Account("bob"))


if __name__ == "__main__":
    asyncio.run(main())
