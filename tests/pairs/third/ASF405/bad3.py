"""Trio game server that starts a match when enough players have joined."""
import trio

shutting_down = False


class Match:
    def __init__(self, size):
        self.size = size
        self.players = []
        self.finished = False

    @property
    def full(self):
        return len(self.players) >= self.size

    async def join(self, name):
        await trio.sleep(0.1)
        self.players.append(name)

    async def play(self):
        while not self.full:  # expect: ASF405
            await trio.sleep(0.05)
        await trio.sleep(1)
        self.finished = True


async def referee(match):
    while not match.finished:  # expect: ASF405
        await trio.sleep(0.5)
    print("match over", match.players)


async def stop(delay):
    global shutting_down
    await trio.sleep(delay)
    shutting_down = True


async def until_shutdown():
    while not shutting_down:  # expect: ASF405
        await trio.sleep(1)
    print("bye")


async def main():
    match = Match(2)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(match.play)
        nursery.start_soon(referee, match)
        nursery.start_soon(until_shutdown)
        nursery.start_soon(stop, 5)
        for name in ("ada", "bob"):
            nursery.start_soon(match.join, name)


if __name__ == "__main__":
    trio.run(main)
