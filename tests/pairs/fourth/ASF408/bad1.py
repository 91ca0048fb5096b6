"""Chat bridge: races between reads that leave the losers running."""
import asyncio


class Bridge:
    def __init__(self, left: asyncio.Queue, right: asyncio.Queue) -> None:
        self.left = left
        self.right = right
        self.moved = 0

    async def next_message(self) -> str:
        tasks = {asyncio.create_task(q.get()) for q in (self.left, self.right)}
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        return done.pop().result()

    async def next_or_none(self, seconds: float) -> str | None:
        task = asyncio.create_task(self.left.get())
        done, _ = await asyncio.wait([task], timeout=seconds)  # expect: ASF408
        for finished in done:
            return finished.result()
        return None

    async def ping_all(self, hosts: list[str]) -> int:
        pings = [asyncio.create_task(self.ping(h)) for h in hosts]
        done = (await asyncio.wait(pings, timeout=2))[0]  # expect: ASF408
        return sum(t.result() for t in done)

    async def ping(self, host: str) -> int:
        await asyncio.sleep(len(host) / 10)
        return len(host)


async def main() -> None:
    bridge = Bridge(asyncio.Queue(), asyncio.Queue())
    bridge.left.put_nowait("hello")
    print(await bridge.next_message(), await bridge.next_or_none(1))
    print(await bridge.ping_all(["a", "bb"]))


if __name__ == "__main__":
    asyncio.run(main())
