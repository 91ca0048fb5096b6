"""Media relay: viewers come and go."""
import asyncio
import logging
from typing import Callable

log = logging.getLogger("relay")


class Viewer:
    def __init__(self, name: str) -> None:
        self.name = name
        self.frames: asyncio.Queue[bytes] = asyncio.Queue(32)
        self.seen = 0

    async def play(self) -> None:
        while True:
            frame = await self.frames.get()
            self.seen += len(frame)


class Relay:
    def __init__(self, source: Callable[[int], bytes]) -> None:
        self.source = source
        self.viewers: dict[str, Viewer] = {}
        self.players: dict[str, asyncio.Task[None]] = {}
        self._feed: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._feed = asyncio.create_task(self._produce())
        await asyncio.sleep(0)

    async def _produce(self) -> None:
        number = 0
        while True:
            frame = self.source(number)
            for viewer in list(self.viewers.values()):
                if not viewer.frames.full():
                    viewer.frames.put_nowait(frame)
            number += 1
            await asyncio.sleep(0.04)

    async def join(self, name: str) -> Viewer:
        viewer = self.viewers[name] = Viewer(name)
        self.players[name] = asyncio.create_task(viewer.play())
        await asyncio.sleep(0)
        return viewer

    async def leave(self, name: str) -> None:
        viewer = self.viewers.pop(name)
        if (player := self.players.pop(name, None)) is not None:
            player.cancel("left")  # expect: ASF410
        await asyncio.sleep(0)
        log.info("%s left after %d bytes", name, viewer.seen)

    async def clear(self) -> None:
        names = list(self.players)
        for name in names:
            stop = self.players.pop(name).cancel
            stop()  # expect: ASF410
        await asyncio.sleep(0)
        self.viewers.clear()

    async def stop(self) -> None:
        await self.clear()
        if self._feed is not None:
            self._feed.cancel()  # expect: ASF410
            self._feed = None

    async def preview(self, seconds: float) -> int:
        viewer = Viewer("preview")
        task = asyncio.create_task(viewer.play())
        try:
            await viewer.frames.put(self.source(0))
            await asyncio.sleep(seconds)
            return viewer.seen
        finally:
            task.cancel()  # expect: ASF410


async def main() -> None:
    relay = Relay(lambda number: bytes([number % 256]) * 10)
    await relay.start()
    await relay.join("ann")
    await relay.join("bob")
    print(await relay.preview(0.1))
    await relay.leave("ann")
    await relay.stop()


if __name__ == "__main__":
    asyncio.run(main())
