import asyncio
import logging

log = logging.getLogger(__name__)


class Poller:
    def __init__(self, client, period: float) -> None:
        self.client = client
        self.period = period
        self.failures = 0

    async def poll_once(self) -> dict:
        return await self.client.fetch("/status")

    async def run(self) -> None:
        while True:
            try:
                status = await self.poll_once()
                log.info("status %s", status)
            except BaseException:  # expect: ASF401
                self.failures += 1
                log.exception("poll failed")
            await asyncio.sleep(self.period)

    async def snapshot(self) -> dict:
        try:
            return await self.poll_once()
        except:  # expect: ASF401
            return {}


async def watch(client) -> None:
    poller = Poller(client, 5)
    try:
        async with asyncio.timeout(60):
            await poller.run()
    except TimeoutError:
        log.info("done after %d failures", poller.failures)
