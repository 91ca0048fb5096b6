import asyncio
import itertools
import json

import requests


class RpcPeer:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._ids = itertools.count(1)
        self.requests: dict[int, asyncio.Future] = {}

    async def call(self, method: str, *params: object) -> object:
        ident = next(self._ids)
        fut = asyncio.get_running_loop().create_future()
        self.requests[ident] = fut
        self._writer.write(json.dumps([ident, method, params]).encode() + b"\n")
        await self._writer.drain()
        return await fut

    async def on_reply(self, ident: int, value: object) -> None:
        fut = self.requests.get(ident)
        if fut is not None and not fut.done():
            fut.set_result(value)


async def who(session: dict[str, str], requests: dict[str, int]) -> str:
    user = session.get("user", "anonymous")
    return f"{user}:{requests.get(user, 0)}"


def version() -> str:
    return requests.__version__
