"""asyncio device driver: inherited method re-enters the asyncio lock."""
import asyncio


class Transport:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.gate = asyncio.Semaphore(1)

    async def send(self, frame: bytes) -> int:
        async with self.lock:
            await asyncio.sleep(0.01)
            return len(frame)


class Lamp(Transport):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.level = 0

    async def fade(self, target: int) -> None:
        async with self.lock:
            for level in range(target):
                await self.send(b"level %d" % level)  # expect: ASF203
            self.level = target

    async def blink(self, times: int) -> None:
        async with self.gate:
            for _ in range(times):
                async with self.gate:  # expect: ASF203
                    await self.send(b"toggle")

    async def off(self) -> None:
        await self.lock.acquire()
        try:
            await self.fade(1)  # expect: ASF203
        finally:
            self.lock.release()


async def main() -> None:
    lamp = Lamp("desk")
    await lamp.fade(3)
    await lamp.blink(2)
    await lamp.off()


if __name__ == "__main__":
    asyncio.run(main())
