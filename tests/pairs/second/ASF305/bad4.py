import functools

import anyio
import trio


class Scheduler:
    def __init__(self, api) -> None:
        self._api = api

    async def _job(self, name: str, *, retries: int = 1) -> None:
        for _ in range(retries):
            await self._api.run(name)

    async def on_tick(self, name: str) -> None:
        anyio.run(functools.partial(self._job, name, retries=3))  # expect: ASF305


async def migrate(step) -> int:
    await anyio.sleep(0)
    return trio.run(step)  # expect: ASF305
