import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Hub:
    def __init__(self, api) -> None:
        self._api = api
        self._loop: asyncio.AbstractEventLoop | None = None

    async def setup(self) -> None:
        self._loop = asyncio.get_running_loop()
        await self._api.login()

    async def _fetch(self, path: str) -> dict:
        return await self._api.get(path)

    async def handle_service(self, call) -> dict:
        path = call.data.get("path")
        if path is None:
            return {}
        future = asyncio.run_coroutine_threadsafe(self._fetch(path), self._loop)
        try:
            return future.result(timeout=10)  # expect: ASF108
        except KeyError:
            _LOGGER.error("no such path: %s", path)
            return {}
