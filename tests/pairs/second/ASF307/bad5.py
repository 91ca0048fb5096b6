import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Mirror:
    url: str


class Chooser:
    def __init__(self, http) -> None:
        self._http = http

    async def _latency(self, mirror: Mirror) -> float:
        return await self._http.ping(mirror.url)

    async def _alive(self, mirror: Mirror) -> bool:
        return await self._http.head(mirror.url) == 200

    async def _on_done(self, task: asyncio.Task) -> None:
        await self._http.log(task.get_name())

    async def best(self, mirrors: list[Mirror]) -> Mirror:
        alive = list(filter(self._alive, mirrors))  # expect: ASF307
        return sorted(alive, key=self._latency)[0]  # expect: ASF307

    async def watch(self, mirror: Mirror) -> bool:
        task = asyncio.create_task(self._alive(mirror))
        task.add_done_callback(self._on_done)  # expect: ASF307
        return await task
