import asyncio


class Snapshot:
    def __init__(self) -> None:
        self.version = 0
        self.saving: asyncio.Task[int] | None = None
        self.background: set[asyncio.Task[int]] = set()

    async def write(self, data: bytes) -> int:
        await asyncio.sleep(len(data) / 100)
        self.version += 1
        return self.version

    async def save(self, data: bytes) -> int:
        task = asyncio.create_task(self.write(data))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise

    async def save_once(self, data: bytes) -> int:
        if self.saving is None:
            self.saving = asyncio.create_task(self.write(data))
        return await asyncio.shield(self.saving)

    async def save_tracked(self, data: bytes) -> int:
        task = asyncio.ensure_future(self.write(data))
        self.background.add(task)
        task.add_done_callback(self.background.discard)
        return await asyncio.shield(task)

    async def close(self) -> None:
        if self.saving is not None:
            await self.saving
        await asyncio.gather(*self.background)


async def shared(future: asyncio.Future[int]) -> int:
    return await asyncio.wait_for(asyncio.shield(future), 5)


async def main() -> None:
    snapshot = Snapshot()
    print(await snapshot.save(b"abc"), await snapshot.save_once(b"def"))
    print(await shared(asyncio.ensure_future(snapshot.write(b"x"))))
    await snapshot.close()


asyncio.run(main())
