"""Trio game server whose loops do their own work between pauses."""
import trio


class Match:
    def __init__(self, size: int) -> None:
        self.size = size
        self.players: list[str] = []
        self.over = trio.Event()
        self.running = True
        self.ticks = 0

    async def play(self) -> None:
        while self.running:
            self.ticks += 1
            for position, name in enumerate(tuple(self.players)):
                print(position, name, self.ticks)
            await trio.sleep(0.05)
        self.over.set()

    def stop(self) -> None:
        self.running = False

    async def referee(self) -> None:
        with trio.move_on_after(60):
            await self.over.wait()
        self.stop()


async def autosave(match: Match, stream: trio.abc.SendStream) -> None:
    while not match.over.is_set():
        await stream.send_all(f"{match.ticks}\n".encode())
        await trio.sleep(10)


async def metronome(count: int) -> None:
    while True:
        print("tick")
        count -= 1
        if not count:
            return
        await trio.sleep(1)


async def main() -> None:
    match = Match(2)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(match.play)
        nursery.start_soon(match.referee)
        nursery.start_soon(metronome, 3)
        match.stop()


if __name__ == "__main__":
    trio.run(main)
