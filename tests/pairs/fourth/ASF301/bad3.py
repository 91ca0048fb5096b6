"""anyio/trio helpers and nested coroutine functions that are called and forgotten."""
import anyio
import anyio.abc
import trio


async def notify(stream: anyio.abc.ByteSendStream, text: str) -> None:
    stream.send(text.encode())  # expect: ASF301


class Throttle:
    def __init__(self, rate: float) -> None:
        self.delay = 1 / rate
        self.lock = anyio.Lock()

    async def wait(self) -> None:
        async with self.lock:
            anyio.sleep(self.delay)  # expect: ASF301


async def countdown(n: int, throttle: Throttle) -> None:
    async def tick(value: int) -> None:
        print(value)
        await trio.sleep(0)

    for value in range(n, 0, -1):
        await throttle.wait()
        if value % 2:
            tick(value)  # expect: ASF301
        else:
            await tick(value)


def start(throttle: Throttle) -> None:
    countdown(3, throttle)  # expect: ASF301
    trio.run(countdown, 3, throttle)


if __name__ == "__main__":
    start(Throttle(10))
