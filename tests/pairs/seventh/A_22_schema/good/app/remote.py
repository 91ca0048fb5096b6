import asyncio
import json
from typing import Any


class RemoteError(Exception):
    pass


async def fetch_schema(host: str, name: str) -> dict[str, Any]:
    reader, writer = await asyncio.open_connection(host, 4100)
    try:
        writer.write(name.encode() + b"\n")
        await writer.drain()
        line = await reader.readline()
    finally:
        writer.close()
    if not line:
        raise RemoteError(name)
    return json.loads(line)


class SchemaStore:
    def __init__(self, host: str) -> None:
        self.host = host
        self.local: dict[str, dict[str, Any]] = {}

    def put(self, name: str, schema: dict[str, Any]) -> None:
        self.local[name] = schema

    def known(self, name: str) -> bool:
        return name in self.local

    async def get(self, name: str) -> dict[str, Any]:
        return await fetch_schema(self.host, name)
