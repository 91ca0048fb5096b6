import asyncio


class Repo:
    def __init__(self, rows: dict[int, str]) -> None:
        self.rows = rows

    async def exists(self, key: int) -> bool:
        await asyncio.sleep(0)
        return key in self.rows

    async def delete(self, key: int) -> None:
        self.rows.pop(key, None)
        await asyncio.sleep(0)


class Service:
    def __init__(self, repo: Repo) -> None:
        self.repo = repo

    async def remove(self, key: int) -> bool:
        if not self.repo.exists(key):  # expect: ASF302
            return False
        await self.repo.delete(key)
        return True

    async def status(self, key: int) -> str:
        return "known" if self.repo.exists(key) else "unknown"  # expect: ASF302
