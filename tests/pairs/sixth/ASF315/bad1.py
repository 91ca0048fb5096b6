import asyncio


class Pool:
    async def __init__(self, size: int) -> None:  # expect: ASF315
        self.slots = asyncio.Queue(maxsize=size)
        for n in range(size):
            await self.slots.put(n)

    async def acquire(self) -> int:
        return await self.slots.get()

    async def release(self, slot: int) -> None:
        await self.slots.put(slot)

    async def __len__(self) -> int:  # expect: ASF315
        await asyncio.sleep(0)
        return self.slots.qsize()

    async def __aenter__(self):
        self.slot = await self.acquire()
        return self.slot

    async def __aexit__(self, *exc_info) -> None:
        await self.release(self.slot)

    async def __del__(self) -> None:  # expect: ASF315
        while not self.slots.empty():
            await self.slots.get()
