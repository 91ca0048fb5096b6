"""Web crawler front: cleanup that cannot be interrupted half-way."""
import asyncio
import logging

import aiohttp

log = logging.getLogger("front")


class Budget:
    def __init__(self, total: int) -> None:
        self.left = total
        self._refunds: set[asyncio.Task[None]] = set()

    async def take(self) -> None:
        await asyncio.sleep(0)
        self.left -= 1

    async def _refund(self) -> None:
        await asyncio.sleep(0.01)
        self.left += 1

    def refund(self) -> None:
        task = asyncio.create_task(self._refund())
        self._refunds.add(task)
        task.add_done_callback(self._refunds.discard)

    async def settle(self) -> None:
        if self._refunds:
            await asyncio.gather(*self._refunds)


class Front:
    def __init__(self, session: aiohttp.ClientSession, budget: Budget) -> None:
        self.session = session
        self.budget = budget
        self.seen: list[str] = []

    async def visit(self, url: str) -> int:
        await self.budget.take()
        try:
            async with self.session.get(url) as response:
                status = response.status
        except aiohttp.ClientError:
            await asyncio.sleep(1)
            status = 0
        else:
            await self.note(url)
        finally:
            self.seen.append(url)
            self.budget.refund()
        return status

    async def note(self, url: str) -> None:
        await asyncio.sleep(0)
        log.debug("visited %s", url)

    async def retry(self, url: str) -> int:
        for attempt in range(3):
            try:
                return await self.visit(url)
            except OSError:
                if attempt == 2:
                    raise
                await asyncio.sleep(2**attempt)
        return 0

    async def scan(self, urls: list[str]) -> list[int]:
        closing: list[str] = []
        try:
            return [await self.visit(url) for url in urls]
        finally:
            def report() -> str:
                return f"{len(self.seen)} of {len(urls)}"

            closing.append(report())
            log.info("%s", closing)


async def stream(writer: asyncio.StreamWriter, parts: list[bytes]) -> None:
    try:
        for part in parts:
            writer.write(part)
            await writer.drain()
    finally:
        writer.close()


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        budget = Budget(5)
        print(await Front(session, budget).scan(["http://a.local", "http://b.local"]))
        await budget.settle()


if __name__ == "__main__":
    asyncio.run(main())
