import logging
import urllib.request
from typing import Optional

_LOGGER = logging.getLogger(__name__)


class Node:
    def __init__(self, metadata_url: str, registry) -> None:
        self._metadata_url = metadata_url
        self._registry = registry
        self._zone: Optional[str] = None

    @property
    def zone(self) -> str:
        if self._zone is None:
            with urllib.request.urlopen(self._metadata_url + "/zone", timeout=1) as fh:
                self._zone = fh.read().decode().rpartition("/")[2]
        return self._zone

    async def register(self, name: str) -> None:
        await self._registry.put(
            name,
            f"{self.zone}/{name}",  # expect: ASF120
        )
        _LOGGER.info("registered %s", name)
