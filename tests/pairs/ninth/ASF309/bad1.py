"""Repository layer over an async driver, with tracing and locks."""
import asyncio
import contextlib
import logging
import time
from typing import Any, Awaitable, Iterator

log = logging.getLogger("repo")


@contextlib.contextmanager
def span(name: str) -> Iterator[None]:
    begin = time.perf_counter()
    try:
        yield
    finally:
        log.debug("%s took %.3f s", name, time.perf_counter() - begin)


class NotFound(Exception):
    pass


class Driver:
    async def query(self, sql: str, *args: Any) -> list[tuple]:
        await asyncio.sleep(0.01)
        return [(sql, *args)]

    async def begin(self) -> None:
        await asyncio.sleep(0)

    async def rollback(self) -> None:
        await asyncio.sleep(0)


class BaseRepo:
    table = "rows"

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.reads = 0

    async def _select(self, where: str, *args: Any) -> list[tuple]:
        return await self.driver.query(f"select * from {self.table} where {where}", *args)

    def by_id(self, ident: int) -> Awaitable[list[tuple]]:
        with span("by_id"):
            self.reads += 1
            return self._select("id = ?", ident)  # expect: ASF309


class OrderRepo(BaseRepo):
    table = "orders"

    def __init__(self, driver: Driver) -> None:
        super().__init__(driver)
        self.lock = asyncio.Lock()

    def recent(self, days: int) -> Awaitable[list[tuple]]:
        select = self._select
        try:
            return select("age < ?", days)  # expect: ASF309
        except KeyError as exc:
            raise NotFound(days) from exc

    def dispatch(self, kind: str, value: Any) -> Awaitable[list[tuple]]:
        match kind:
            case "customer":
                return self._select("customer = ?", value)
            case "status":
                with contextlib.suppress(NotFound):
                    return self._select("status = ?", value)  # expect: ASF309
        return self.by_id(0)

    async def exclusive(self, ident: int) -> Awaitable[list[tuple]]:
        async with self.lock:
            await self.driver.begin()
            return self.driver.query("select for update", ident)  # expect: ASF309


async def main() -> None:
    repo = OrderRepo(Driver())
    print(await repo.by_id(3), await repo.recent(7))
    print(await repo.dispatch("status", "open"))
    rows = await (await repo.exclusive(3))
    log.info("%d rows", len(rows))


if __name__ == "__main__":
    asyncio.run(main())
