"""Object model of a document store driver."""
import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any, AsyncIterator

log = logging.getLogger("docstore")


class Transport:
    async def call(self, verb: str, **params: Any) -> Any:
        await asyncio.sleep(0.01)
        log.debug("%s %s", verb, params)
        return params


@dataclass
class Collection:
    name: str
    transport: Transport
    meta: dict[str, Any] = field(default_factory=dict)

    async def __post_init__(self) -> None:  # expect: ASF315
        self.meta = await self.transport.call("stat", name=self.name)

    async def insert(self, document: dict[str, Any]) -> Any:
        return await self.transport.call("insert", name=self.name, doc=document)

    async def __aenter__(self) -> "Collection":
        await self.transport.call("open", name=self.name)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.transport.call("close", name=self.name)


class Database:
    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._timeout = 5.0
        self._collections: dict[str, Collection] = {}

    @property
    def timeout(self) -> float:
        return self._timeout

    @timeout.setter
    async def timeout(self, value: float) -> None:  # expect: ASF315
        await self._transport.call("timeout", value=value)
        self._timeout = value

    async def __contains__(self, name: str) -> bool:  # expect: ASF315
        found = await self._transport.call("exists", name=name)
        return bool(found)

    def __getitem__(self, name: str) -> Collection:
        if name not in self._collections:
            self._collections[name] = Collection(name, self._transport)
        return self._collections[name]


class Cursor:
    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self._batch: list[dict] = []

    async def __aiter__(self) -> AsyncIterator[dict]:  # expect: ASF315
        self._batch = [await self.collection.transport.call("find")]
        return self

    async def __anext__(self) -> dict:
        await asyncio.sleep(0)
        if not self._batch:
            raise StopAsyncIteration
        return self._batch.pop()


async def main() -> None:
    database = Database(Transport())
    async with database["users"] as users:
        await users.insert({"name": "ada"})


if __name__ == "__main__":
    asyncio.run(main())
