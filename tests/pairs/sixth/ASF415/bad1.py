import asyncio

import trio


class Auction:
    def __init__(self) -> None:
        self.bids: list[int] = []

    async def collect(self, receive: trio.MemoryReceiveChannel) -> int:
        with trio.move_on_at(30):  # expect: ASF415
            async for bid in receive:
                self.bids.append(bid)
        return max(self.bids, default=0)

    async def confirm(self, stream: trio.SocketStream) -> bytes:
        with trio.fail_at(2.5):  # expect: ASF415
            return await stream.receive_some(16)


async def quote(reader: asyncio.StreamReader) -> float:
    async with asyncio.timeout_at(10):  # expect: ASF415
        line = await reader.readline()
    return float(line)
