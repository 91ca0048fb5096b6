"""A counter, a ledger and a cursor that are updated from what was read before an await."""
import asyncio

TOTAL = 0


async def price(name: str) -> int:
    await asyncio.sleep(0.01)
    return len(name)


class Ledger:
    def __init__(self) -> None:
        self.balance = 0
        self.by_name: dict[str, int] = {}
        self.cursor = 0

    async def charge(self, name: str) -> None:
        self.balance += await price(name)  # expect: ASF501

    async def refund(self, name: str) -> None:
        before = self.balance
        amount = await price(name)
        self.balance = before - amount  # expect: ASF501

    async def add_to(self, name: str) -> None:
        known = self.by_name.get(name, 0)
        extra = await price(name)
        self.by_name[name] = known + extra  # expect: ASF501

    async def advance(self) -> None:
        position = self.cursor
        nxt = position + 1
        await asyncio.sleep(0)
        self.cursor = nxt  # expect: ASF501


async def count(name: str) -> None:
    global TOTAL
    seen = TOTAL
    await price(name)
    TOTAL = seen + 1  # expect: ASF501


async def main() -> None:
    ledger = Ledger()
    async with asyncio.TaskGroup() as group:
        for name in ("a", "bb", "ccc"):
            group.create_task(ledger.charge(name))
            group.create_task(ledger.refund(name))
            group.create_task(ledger.add_to(name))
            group.create_task(ledger.advance())
            group.create_task(count(name))
    print(ledger.balance, TOTAL)


if __name__ == "__main__":
    asyncio.run(main())
