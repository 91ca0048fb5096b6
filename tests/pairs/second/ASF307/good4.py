import asyncio
import logging
from concurrent.futures import Future

_LOGGER = logging.getLogger(__name__)


class MqttBridge:
    def __init__(self, loop: asyncio.AbstractEventLoop, client) -> None:
        self._loop = loop
        self._inbox: asyncio.Queue[bytes] = asyncio.Queue()
        client.on_message = self._on_message
        client.on_disconnect = self._on_disconnect

    async def _reconnect(self, rc: int) -> None:
        await asyncio.sleep(min(rc, 30))

    def _log_failure(self, fut: Future) -> None:
        if not fut.cancelled() and fut.exception() is not None:
            _LOGGER.error("reconnect failed: %r", fut.exception())

    def _on_message(self, client, userdata, message) -> None:
        self._loop.call_soon_threadsafe(self._inbox.put_nowait, message.payload)

    def _on_disconnect(self, client, userdata, rc: int) -> None:
        fut = asyncio.run_coroutine_threadsafe(self._reconnect(rc), self._loop)
        fut.add_done_callback(self._log_failure)

    async def next(self) -> bytes:
        return await self._inbox.get()
