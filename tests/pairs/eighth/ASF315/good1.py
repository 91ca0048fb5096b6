"""Music player remote: awaitable objects, iterators and managers."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, AsyncIterator, Awaitable, Generator

log = logging.getLogger("player")


@dataclass
class Track:
    title: str
    seconds: int

    def __post_init__(self) -> None:
        if self.seconds < 0:
            raise ValueError(self.title)


class Playlist:
    def __init__(self, tracks: list[Track]) -> None:
        self._tracks = tracks

    def __len__(self) -> int:
        return len(self._tracks)

    def __contains__(self, title: str) -> bool:
        return any(track.title == title for track in self._tracks)

    async def __aiter__(self) -> AsyncIterator[Track]:
        for track in self._tracks:
            await asyncio.sleep(0)
            yield track


class Player:
    def __init__(self, host: str) -> None:
        self.host = host
        self._volume = 30

    @classmethod
    async def create(cls, host: str) -> Player:
        player = cls(host)
        await player._hello()
        return player

    async def _hello(self) -> None:
        await asyncio.sleep(0.01)
        log.info("connected to %s", self.host)

    def __await__(self) -> Generator[Any, None, Player]:
        return self._ready().__await__()

    async def _ready(self) -> Player:
        await self._hello()
        return self

    async def __aenter__(self) -> Player:
        await self._hello()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await asyncio.sleep(0)

    async def __call__(self, command: str) -> str:
        await asyncio.sleep(0)
        return f"{self.host} {command}"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        async def remote(*args: object) -> str:
            await asyncio.sleep(0)
            return f"{name}{args}"

        return remote

    @property
    async def volume(self) -> int:
        await asyncio.sleep(0.01)
        return self._volume

    async def set_volume(self, value: int) -> None:
        await asyncio.sleep(0.01)
        self._volume = value

    async def init(self) -> None:
        await self._hello()

    def __enter_soon__(self) -> Awaitable[Player]:
        return self._ready()


class Fader:
    def __init__(self, start: int) -> None:
        self.level = start

    def __aiter__(self) -> Fader:
        return self

    async def __anext__(self) -> int:
        if self.level <= 0:
            raise StopAsyncIteration
        self.level -= 10
        await asyncio.sleep(0)
        return self.level


async def main() -> None:
    player = await Player.create("den")
    async with player:
        await player.set_volume(40)
        log.info("volume %d, %s", await player.volume, await player("play"))
        async for level in Fader(await player.volume):
            await player.set_volume(level)
    playlist = Playlist([Track("Blue", 200)])
    async for track in playlist:
        log.info("%s of %d, %s", track.title, len(playlist), await player.skip(1))
    await player
    await player.init()
    await player.__enter_soon__()


if __name__ == "__main__":
    asyncio.run(main())
