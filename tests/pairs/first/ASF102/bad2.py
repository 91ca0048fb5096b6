from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

if TYPE_CHECKING:
    import httpx


async def mirror(client: "httpx.Client", sources: list[str], target: str) -> int:
    copied = 0
    async with anyio.create_task_group() as group:
        for url in sources:
            body = client.get(url).content  # expect: ASF102
            group.start_soon(store, target, body)
            copied += 1
    return copied


async def store(target: str, body: bytes) -> None:
    await anyio.Path(target).write_bytes(body)
