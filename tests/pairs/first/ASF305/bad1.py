class Mirror:
    def __init__(self, source, target) -> None:
        self.source = source
        self.target = target

    async def _copy(self, name: str) -> int:
        body = await self.source.read(name)
        await self.target.write(name, body)
        return len(body)

    async def copy_all(self, names: list[str]) -> int:
        from asyncio import run as run_coro

        total = 0
        for name in names:
            total += run_coro(self._copy(name))  # expect: ASF305
        return total
