import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Poller:
    def __init__(self, client, wake: asyncio.Event) -> None:
        self._client = client
        self._wake = wake
        self.paused = False

    async def run(self) -> None:
        delay = 1.0
        while True:
            if self.paused:
                await self._wake.wait()
                continue
            try:
                status = await self._client.status()
            except ConnectionError as err:
                _LOGGER.warning("%s", err)
                await asyncio.sleep(delay)
                delay = min(60.0, delay * 2)
                continue
            if not status:
                await asyncio.sleep(1)
                continue
            delay = 1.0
            async with self._client.batch() as batch:
                batch.add(status)
