"""Trio pipeline whose stages are joined by helper functions."""
import json
from typing import Any

import trio


def decode(line: bytes) -> dict[str, Any]:
    return json.loads(line)


def label(document: dict[str, Any]) -> str:
    match document:
        case {"kind": str(kind)}:
            return kind
        case _:
            return "unknown"


class Stage:
    def __init__(self, send: trio.MemorySendChannel) -> None:
        self.send = send

    @staticmethod
    def size(line: bytes) -> int:
        return len(line)

    async def push(self, line: bytes) -> None:
        document = await decode(line)  # expect: ASF312
        document["size"] = await self.size(line)  # expect: ASF312
        await self.send.send(document)


async def main() -> None:
    send, receive = trio.open_memory_channel(10)
    stage = Stage(send)
    async with send:
        await stage.push(b'{"kind": "order"}')
    async for document in receive:
        print(await label(document))  # expect: ASF312


if __name__ == "__main__":
    trio.run(main)
