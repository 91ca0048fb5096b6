"""Paged API client: callers stop as soon as they have enough."""
import asyncio
import logging
from typing import AsyncGenerator, AsyncIterator, Callable

log = logging.getLogger("pages")


class Connection:
    def __init__(self, url: str) -> None:
        self.url = url
        self.leased = 0

    async def acquire(self) -> None:
        await asyncio.sleep(0)
        self.leased += 1

    async def release(self) -> None:
        await asyncio.sleep(0)
        self.leased -= 1

    async def get(self, page: int) -> list[dict]:
        await asyncio.sleep(0.01)
        return [{"id": page * 10 + n} for n in range(10)] if page < 5 else []


class Client:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    async def pages(self) -> AsyncGenerator[list[dict], None]:
        await self.connection.acquire()
        try:
            page = 0
            while rows := await self.connection.get(page):
                yield rows
                page += 1
        finally:
            await self.connection.release()

    async def rows(self, keep: Callable[[dict], bool] = bool) -> AsyncIterator[dict]:
        async for rows in self.pages():
            for row in rows:
                if keep(row):
                    yield row

    async def first(self, ident: int) -> dict | None:
        async for row in self.rows():  # expect: ASF313
            if row["id"] == ident:
                return row
        return None

    async def take(self, count: int) -> list[dict]:
        taken: list[dict] = []
        source = self.rows(lambda row: row["id"] % 2 == 0)
        async for row in source:  # expect: ASF313
            taken.append(row)
            if len(taken) >= count:
                break
        return taken


class Auditor(Client):
    limit = 25

    async def audit(self) -> int:
        checked = 0
        async for number, rows in self._numbered():  # expect: ASF313
            checked += len(rows)
            match rows:
                case [{"id": int(ident)}, *_] if ident > self.limit:
                    raise LookupError(f"page {number} is past the limit")
        return checked

    async def _numbered(self):
        number = 0
        async for rows in self.pages():
            number += 1
            yield number, rows


async def main() -> None:
    auditor = Auditor(Connection("http://api.local"))
    print(await auditor.first(3), await auditor.take(4))
    try:
        print(await auditor.audit())
    except LookupError as exc:
        log.warning("%s", exc)


if __name__ == "__main__":
    asyncio.run(main())
