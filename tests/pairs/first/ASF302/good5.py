import asyncio


class SyncRepo:
    def __init__(self) -> None:
        self.rows = {1: "one"}

    def exists(self, key: int) -> bool:
        return key in self.rows


class AsyncRepo:
    async def exists(self, key: int) -> bool:
        await asyncio.sleep(0)
        return key == 1

    async def rows(self):
        for number in range(3):
            yield number
            await asyncio.sleep(0)


async def check(local: SyncRepo, remote: AsyncRepo, key: int) -> bool:
    if not local.exists(key):
        return False
    return await remote.exists(key)


async def first(remote: AsyncRepo) -> str:
    rows = remote.rows()
    if not rows:
        return ""
    number = await anext(rows)
    await rows.aclose()
    again = await remote.rows().__anext__()
    return f"{number} {again} {rows}"
