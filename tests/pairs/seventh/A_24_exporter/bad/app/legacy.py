import asyncio
import time

import httpx


class LegacyApi:
    """Paged XML API that must not be hit more than twice a second."""

    def __init__(self, base, pause=0.5):
        self.base = base
        self.pause = pause
        self.client = httpx.Client(timeout=30)

    def page(self, number):
        resp = self.client.get(f"{self.base}/export", params={"page": number})
        resp.raise_for_status()
        return resp.text

    def pages(self, last):
        for number in range(1, last + 1):
            yield self.page(number)
            time.sleep(self.pause)


class Cooldown:
    def __init__(self, seconds):
        self.seconds = seconds

    def __enter__(self):
        time.sleep(self.seconds)
        return self

    def __exit__(self, *exc):
        return False


async def throttled(delay=0.1):
    await asyncio.sleep(delay)
