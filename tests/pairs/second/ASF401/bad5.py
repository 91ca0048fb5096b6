import asyncio
import logging

import anyio
import trio

_LOGGER = logging.getLogger(__name__)
_IGNORED = (asyncio.CancelledError, ConnectionResetError)


class Listener:
    def __init__(self, stream) -> None:
        self._stream = stream

    async def pump_trio(self, send: trio.MemorySendChannel) -> None:
        try:
            async for chunk in self._stream:
                await send.send(chunk)
        except trio.Cancelled:  # expect: ASF401
            _LOGGER.debug("pump stopped")

    async def pump_anyio(self) -> int:
        count = 0
        try:
            async for _ in self._stream:
                count += 1
        except anyio.get_cancelled_exc_class():  # expect: ASF401
            _LOGGER.debug("counted %d", count)
        return count

    async def pump_asyncio(self, queue: asyncio.Queue) -> None:
        try:
            while True:
                await queue.put(await self._stream.read())
        except _IGNORED:  # expect: ASF401
            _LOGGER.debug("reset")
