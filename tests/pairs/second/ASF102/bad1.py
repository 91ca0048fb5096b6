import asyncio
import logging
from dataclasses import dataclass, field

import requests

_LOGGER = logging.getLogger(__name__)


@dataclass
class CloudContext:
    base_url: str
    token: str
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


class ThermostatCoordinator:
    def __init__(self, ctx: CloudContext, interval: float = 30.0) -> None:
        self._ctx = ctx
        self._interval = interval
        self.data: dict = {}

    async def _async_update(self) -> dict:
        url = f"{self._ctx.base_url}/v2/devices"
        resp = self._ctx.session.get(url, headers=self._ctx.headers, timeout=10)  # expect: ASF102
        resp.raise_for_status()
        return {d["id"]: d for d in resp.json()}

    async def run(self) -> None:
        while True:
            self.data = await self._async_update()
            _LOGGER.debug("%d devices", len(self.data))
            await asyncio.sleep(self._interval)
