import asyncio
from typing import Any, Coroutine, TypeVar

T = TypeVar("T")


def _sync(coro: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(coro)


class Vault:
    def __init__(self, http) -> None:
        self._http = http

    async def aread(self, path: str) -> str:
        return (await self._http.get(path)).text

    def read(self, path: str) -> str:
        return _sync(self.aread(path))


class Pipeline:
    def __init__(self, vault: Vault, warehouse) -> None:
        self._vault = vault
        self._warehouse = warehouse

    async def run(self, table: str) -> int:
        if not table:
            return 0
        password = self._vault.read("warehouse/password")  # expect: ASF305
        return await self._warehouse.load(table, password)
