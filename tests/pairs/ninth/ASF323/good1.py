"""Player: groups that hold one task, and something else."""
import asyncio
import logging
from contextlib import asynccontextmanager
from typing import AsyncIterator

import anyio
import trio
from anyio.abc import TaskGroup

log = logging.getLogger("player")


class Track:
    def __init__(self, title: str, seconds: float) -> None:
        self.title = title
        self.seconds = seconds

    async def play(self) -> None:
        await anyio.sleep(self.seconds)

    async def prefetch(self) -> None:
        await anyio.sleep(self.seconds / 10)


class Player:
    def __init__(self, tracks: list[Track]) -> None:
        self.tracks = tracks
        self.position = 0.0

    async def _progress(self) -> None:
        while True:
            await anyio.sleep(0.1)
            self.position += 0.1

    async def play(self, track: Track) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(self._progress)
            await track.play()
            group.cancel_scope.cancel()

    async def prefetch(self) -> None:
        async with asyncio.TaskGroup() as group:
            for track in self.tracks:
                group.create_task(track.prefetch())

    @asynccontextmanager
    async def showing(self) -> AsyncIterator[None]:
        async with anyio.create_task_group() as group:
            group.start_soon(self._progress)
            yield
            group.cancel_scope.cancel()

    async def spread(self, group: TaskGroup, depth: int) -> None:
        await anyio.sleep(0)
        if depth:
            group.start_soon(self.spread, group, depth - 1)

    async def tree(self) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(self.spread, group, 3)

    async def pair(self, first: Track, second: Track) -> None:
        async with asyncio.TaskGroup() as group:
            playing = group.create_task(first.play())
            await second.prefetch()
        log.debug("%s", playing.done())


async def serve(track: Track) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(track.play)
        with trio.move_on_after(1):
            await track.prefetch()


async def main() -> None:
    player = Player([Track("a", 0.2), Track("b", 0.1)])
    await player.play(player.tracks[0])
    async with player.showing():
        await player.prefetch()
    await player.tree()
    await player.pair(*player.tracks)


if __name__ == "__main__":
    asyncio.run(main())
