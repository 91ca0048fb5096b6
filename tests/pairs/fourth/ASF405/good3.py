"""trio loops that change what they test, or that work between the sleeps."""
from collections import deque

import trio


class Sender:
    def __init__(self, rate: float) -> None:
        self.delay = 1 / rate
        self.outbox: deque[str] = deque()
        self.level = 0
        self.target = 10

    async def flush(self) -> int:
        sent = 0
        while self.outbox:
            print("sending", self.outbox.popleft())
            sent += 1
            await trio.sleep(self.delay)
        return sent

    async def ramp(self) -> int:
        while self.level < self.target:
            self.level += 1
            await trio.sleep(self.delay)
        return self.level

    async def countdown(self, seconds: int) -> None:
        while seconds > 0:
            seconds -= 1
            await trio.sleep(1)


async def stopwatch(done: trio.Event) -> int:
    ticks = 0
    while not done.is_set():
        with trio.move_on_after(1):
            await done.wait()
        ticks += 1
    return ticks


async def main() -> None:
    sender = Sender(5)
    sender.outbox.extend(["a", "b"])
    print(await sender.flush(), await sender.ramp())
    await sender.countdown(2)


if __name__ == "__main__":
    trio.run(main)
