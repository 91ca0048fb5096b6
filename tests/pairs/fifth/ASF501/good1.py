"""The same updates, made whole."""
import asyncio


async def price(name: str) -> int:
    await asyncio.sleep(0.01)
    return len(name)


class Ledger:
    def __init__(self) -> None:
        self.balance = 0
        self.by_name: dict[str, int] = {}
        self._lock = asyncio.Lock()
        self.total = 0

    async def charge(self, name: str) -> None:
        amount = await price(name)
        self.balance += amount

    async def refund(self, name: str) -> None:
        before = self.balance
        amount = await price(name)
        if before != self.balance:
            print("changed meanwhile")
        before = self.balance
        self.balance = before - amount

    async def add_to(self, name: str) -> None:
        async with self._lock:
            known = self.by_name.get(name, 0)
            extra = await price(name)
            self.by_name[name] = known + extra

    async def remember(self, name: str) -> None:
        old = self.total
        amount = await price(name)
        print("was", old)
        self.total = amount

    async def local_only(self, names: list[str]) -> int:
        total = 0
        for name in names:
            total += await price(name)
        return total


async def main() -> None:
    ledger = Ledger()
    async with asyncio.TaskGroup() as group:
        for name in ("a", "bb", "ccc"):
            group.create_task(ledger.charge(name))
            group.create_task(ledger.refund(name))
            group.create_task(ledger.add_to(name))


if __name__ == "__main__":
    asyncio.run(main())
