from typing import ClassVar

import urllib3
from urllib3.exceptions import HTTPError


class Metadata:
    _pool: ClassVar[urllib3.PoolManager] = urllib3.PoolManager(maxsize=4, retries=False)

    def __init__(self, region: str, instance: str) -> None:
        self.region = region
        self.instance = instance

    @classmethod
    async def load(cls, base: str) -> "Metadata":
        fetch = cls._pool.request
        try:
            region = fetch("GET", f"{base}/region", timeout=1.0)  # expect: ASF102
        except HTTPError as exc:
            raise LookupError("not on this cloud") from exc
        instance = cls._pool.request("GET", f"{base}/id", timeout=1.0)  # expect: ASF102
        return cls(region.data.decode(), instance.data.decode())
