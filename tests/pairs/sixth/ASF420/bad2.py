import anyio
from anyio import sleep


class Ticker:
    def __init__(self, period: float, greeting: str) -> None:
        self.period = period
        self.greeting = greeting
        self.muted = False

    async def __aiter__(self):
        yield self.greeting  # expect: ASF420
        while True:
            await sleep(self.period)
            yield "tick"

    async def wait(self, rounds: int) -> int:
        try:
            if self.muted:
                return 0  # expect: ASF420
            await sleep(self.period * rounds)
        except OSError:
            await sleep(0.1)
            return -1
        return rounds


async def settle(ticker: Ticker, quick: bool) -> str:
    if not quick:
        await ticker.wait(3)
    return ticker.greeting  # expect: ASF420


if __name__ == "__main__":
    print(anyio.run(settle, Ticker(0.1, "hi"), True))
