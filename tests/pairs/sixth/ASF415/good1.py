import asyncio
import math
from math import inf

import anyio
import trio

PATIENCE = 15.0
NEVER = math.inf


class Auction:
    def __init__(self, length: float) -> None:
        self.length = length
        self.ends = 0.0

    async def collect(self, receive: trio.MemoryReceiveChannel) -> list[int]:
        self.ends = trio.current_time() + self.length
        bids = []
        with trio.move_on_at(self.ends):
            async for bid in receive:
                bids.append(bid)
        return bids

    async def confirm(self, stream: trio.SocketStream) -> bytes:
        with trio.fail_after(2.5):
            return await stream.receive_some(16)


async def quote(reader: asyncio.StreamReader) -> float:
    async with asyncio.timeout_at(asyncio.get_running_loop().time() + PATIENCE):
        return float(await reader.readline())


async def later(callback) -> asyncio.TimerHandle:
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0)
    return loop.call_at(loop.time() + 60, callback)


async def session(stream, limit: float | None) -> bytes:
    with anyio.CancelScope(deadline=inf) as scope:
        hello = await stream.receive()
        scope.deadline = NEVER if limit is None else anyio.current_time() + limit
        return hello + await stream.receive()
    return b""


async def abort(scope: trio.CancelScope) -> None:
    scope.deadline = -inf
    await trio.sleep(0.1)


async def untimed(reader: asyncio.StreamReader) -> bytes:
    async with asyncio.timeout_at(None) as limit:
        hello = await reader.readline()
        limit.reschedule(asyncio.get_running_loop().time() + 5)
        return hello + await reader.readline()
