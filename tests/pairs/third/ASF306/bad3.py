"""Load generator that sends the same request many times."""
import asyncio
import statistics
import time


class Target:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def ping(self) -> float:
        start = time.perf_counter()
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(b"PING\r\n")
        await writer.drain()
        await reader.readline()
        writer.close()
        await writer.wait_closed()
        return time.perf_counter() - start


async def burst(target: Target, count: int) -> list[float]:
    return await asyncio.gather(*[target.ping()] * count)  # expect: ASF306


async def report(target: Target, count: int) -> str:
    times = await burst(target, count)
    return f"median {statistics.median(times):.4f}"


async def limited(target: Target, count: int) -> list[float]:
    return await asyncio.wait_for(asyncio.gather(*(count * [target.ping()])), 5)  # expect: ASF306


async def main() -> None:
    target = Target("localhost", 6379)
    print(await report(target, 10))
    print(await limited(target, 3))


if __name__ == "__main__":
    asyncio.run(main())
