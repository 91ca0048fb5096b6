import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Feed:
    def __init__(self, connect) -> None:
        self._connect = connect

    async def run(self, handle) -> None:
        delay = 1.0
        while True:
            try:
                stream = await self._connect()
                async for item in stream:
                    handle(item)
                    delay = 1.0
            except (ConnectionError, asyncio.CancelledError) as err:  # expect: ASF401
                _LOGGER.warning("feed lost: %r", err)
            await asyncio.sleep(delay)
            delay = min(delay * 2, 60.0)
