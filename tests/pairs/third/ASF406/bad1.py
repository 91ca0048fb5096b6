"""Exchange client that puts a limit on each step."""
import asyncio
import json
from collections import deque


class Exchange:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self.reader = reader
        self.ticks: deque[dict] = deque(maxlen=100)

    def parse(self, line: bytes) -> dict:
        return json.loads(line)

    async def receive(self) -> dict:
        line = await self.reader.readline()
        async with asyncio.timeout(0.5):  # expect: ASF406
            tick = self.parse(line)
            self.ticks.append(tick)
        return tick

    async def spread(self) -> float:
        await asyncio.sleep(0)
        deadline = asyncio.get_running_loop().time() + 1
        async with asyncio.timeout_at(deadline):  # expect: ASF406
            prices = [tick["price"] for tick in self.ticks]
        return max(prices) - min(prices)


async def main() -> None:
    reader, writer = await asyncio.open_connection("localhost", 7000)
    exchange = Exchange(reader)
    print(await exchange.receive(), await exchange.spread())
    writer.close()
    await writer.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())
