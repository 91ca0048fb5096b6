"""Heartbeat scheduler whose loop callbacks do synchronous HTTP and sleep."""
import asyncio
import time

import requests


class Heartbeat:
    def __init__(self, url: str, period: float = 30.0) -> None:
        self.url = url
        self.period = period
        self.beats = 0

    def beat(self) -> None:
        requests.post(self.url, json={"beats": self.beats})

    def settle(self) -> None:
        time.sleep(0.5)
        self.beats = 0

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_soon(self.settle)  # expect: ASF112
        loop.call_at(loop.time() + 5, lambda: requests.get(self.url))  # expect: ASF112
        while True:
            loop.call_later(1.0, self.beat)  # expect: ASF112
            await asyncio.sleep(self.period)


async def main() -> None:
    await Heartbeat("https://status.example.org/ping").run()


if __name__ == "__main__":
    asyncio.run(main())
