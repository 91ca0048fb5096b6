import asyncio
import json


class LogTail:
    """Follows a remote log over a plain TCP line protocol."""

    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def records(self):
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            while line := await reader.readline():
                yield json.loads(line)
        finally:
            writer.close()

    async def first_error(self):
        async for record in self.records():  # expect: ASF313
            if record["level"] == "error":
                return record
        return None

    async def head(self, count: int) -> list[dict]:
        seen: list[dict] = []
        async for record in self.records():  # expect: ASF313
            seen.append(record)
            if len(seen) >= count:
                break
        return seen


async def main() -> None:
    tail = LogTail("logs.internal", 5140)
    print(await tail.head(10))
    print(await tail.first_error())


if __name__ == "__main__":
    asyncio.run(main())
