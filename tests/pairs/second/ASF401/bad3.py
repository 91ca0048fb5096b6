import asyncio
import logging
from typing import Any

_LOGGER = logging.getLogger(__name__)


class Consumer:
    def __init__(self, channel) -> None:
        self._channel = channel
        self.closing = False

    async def _one(self, message: Any) -> None:
        await self._channel.handle(message)
        await self._channel.ack(message)

    async def consume(self, message: Any) -> None:
        try:
            await self._one(message)
        except asyncio.CancelledError:  # expect: ASF401
            if self.closing:
                raise
            _LOGGER.info("message %s abandoned", message)
        except ValueError:
            _LOGGER.exception("bad message")
