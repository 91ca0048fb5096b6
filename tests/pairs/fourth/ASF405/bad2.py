"""Polling of task.done(), lock.locked() and a property instead of awaiting them."""
import asyncio


class Player:
    def __init__(self) -> None:
        self._track: str | None = None
        self.lock = asyncio.Lock()

    @property
    def playing(self) -> bool:
        return self._track is not None

    async def play(self, track: str) -> None:
        async with self.lock:
            self._track = track
            await asyncio.sleep(2)
            self._track = None

    async def idle(self) -> None:
        while self.playing:  # expect: ASF405
            await asyncio.sleep(0.5)

    async def unlocked(self) -> None:
        while self.lock.locked():  # expect: ASF405
            await asyncio.sleep(0.1)


async def main() -> None:
    player = Player()
    task = asyncio.create_task(player.play("intro"))
    await asyncio.sleep(0)
    await player.unlocked()
    while not task.done():  # expect: ASF405
        print("waiting")
        await asyncio.sleep(1)
    task.result()
    await player.idle()


if __name__ == "__main__":
    asyncio.run(main())
