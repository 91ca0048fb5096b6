import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Store:
    def __init__(self, primary, replica) -> None:
        self._primary = primary
        self._replica = replica

    async def _from_replica(self, key: str) -> bytes:
        return await self._replica.get(key)

    async def get(self, key: str) -> bytes:
        try:
            return await self._primary.get(key)
        except ConnectionError:
            _LOGGER.warning("falling back for %s", key)
            return asyncio.run(self._from_replica(key))  # expect: ASF305
