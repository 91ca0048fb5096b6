"""Account migration: the order of the awaits is the point."""
import asyncio
import logging

log = logging.getLogger("migrate")


class Api:
    def __init__(self, base: str) -> None:
        self.base = base
        self.token = ""

    async def login(self, user: str) -> str:
        await asyncio.sleep(0.01)
        return f"token-{user}"

    async def page(self, cursor: str) -> tuple[list[int], str]:
        await asyncio.sleep(0.01)
        return [len(cursor)], cursor[1:]

    async def get(self, path: str) -> int:
        await asyncio.sleep(0.01)
        return len(path)


class Migration:
    def __init__(self, api: Api, writer: asyncio.StreamWriter) -> None:
        self.api = api
        self.writer = writer

    async def greet(self, user: str) -> int:
        token = await self.api.login(user)
        return await self.api.get(f"/me?{token}")

    async def frame(self, reader: asyncio.StreamReader) -> bytes:
        header = await reader.readexactly(4)
        body = await reader.readexactly(int.from_bytes(header, "big"))
        return body

    async def pages(self) -> list[int]:
        rows: list[int] = []
        cursor = "abc"
        while cursor:
            batch, cursor = await self.api.page(cursor)
            rows.extend(batch)
        return rows

    async def first_alive(self, hosts: list[str]) -> str | None:
        for host in hosts:
            if await self.api.get(host) > 3:
                return host
        return None

    async def send(self, chunks: list[bytes]) -> None:
        for chunk in chunks:
            self.writer.write(chunk)
            await self.writer.drain()

    async def together(self, paths: list[str]) -> int:
        rows, sizes = await asyncio.gather(
            self.pages(), asyncio.gather(*(self.api.get(p) for p in paths))
        )
        return sum(rows) + sum(sizes)

    async def overlapped(self, path: str) -> int:
        task = asyncio.create_task(self.api.get(path))
        rows = await self.pages()
        return await task + len(rows)

    async def fold(self, steps: list[str]) -> int:
        state = 1
        for step in steps:
            state = await self.api.get(step * state)
        return state


async def main() -> None:
    reader, writer = await asyncio.open_connection("localhost", 7000)
    migration = Migration(Api("http://old"), writer)
    log.info("%r", await migration.frame(reader))
    await migration.send([b"a", b"b"])
    writer.close()


if __name__ == "__main__":
    asyncio.run(main())
