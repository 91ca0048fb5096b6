"""Saga coordinator: reserves, charges, ships, and compensates."""
import asyncio
import logging
from contextlib import asynccontextmanager
from typing import AsyncIterator

log = logging.getLogger("saga")


class OutOfStock(Exception):
    pass


class Stock:
    def __init__(self) -> None:
        self.items = {"lamp": 3}

    async def reserve(self, sku: str) -> None:
        await asyncio.sleep(0.01)
        if self.items.get(sku, 0) == 0:
            raise OutOfStock(sku)
        self.items[sku] -= 1

    async def release(self, sku: str) -> None:
        await asyncio.sleep(0.01)
        self.items[sku] = self.items.get(sku, 0) + 1


class Session:
    def __init__(self) -> None:
        self.open = False

    async def begin(self) -> None:
        await asyncio.sleep(0)
        self.open = True

    async def end(self, commit: bool) -> None:
        await asyncio.sleep(0.05)
        self.open = False
        log.debug("commit=%s", commit)

    async def __aenter__(self) -> "Session":
        await self.begin()
        return self

    async def __aexit__(self, kind, value, traceback) -> None:
        await self.end(kind is None)  # expect: ASF403


class Saga:
    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.steps: list[str] = []

    @asynccontextmanager
    async def step(self, name: str) -> AsyncIterator[None]:
        session = Session()
        await session.begin()
        try:
            yield
        finally:
            self.steps.append(name)
            await session.end(True)  # expect: ASF403

    async def order(self, sku: str) -> None:
        await self.stock.reserve(sku)
        try:
            async with self.step("ship"):
                await asyncio.sleep(0.1)
        except Exception:
            undo = self.stock.release
            await undo(sku)  # expect: ASF403
            raise

    async def audited(self, sku: str) -> None:
        try:
            await self.order(sku)
        except OutOfStock:
            log.info("%s is sold out", sku)
        finally:
            for name in self.steps:
                log.info("did %s", name)
            await asyncio.gather(*(self.note(name) for name in self.steps))  # expect: ASF403

    async def note(self, name: str) -> None:
        await asyncio.sleep(0)
        log.debug("noted %s", name)


async def main() -> None:
    saga = Saga(Stock())
    await saga.audited("lamp")
    async with Session() as session:
        print(session.open)


if __name__ == "__main__":
    asyncio.run(main())
