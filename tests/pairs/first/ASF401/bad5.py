import asyncio


class Link:
    def __init__(self, connect) -> None:
        self.connect = connect
        self.closing = False
        self.lost = 0

    async def keep_open(self) -> None:
        while not self.closing:
            try:
                session = await self.connect()
                await session.closed()
            except asyncio.CancelledError:  # expect: ASF401
                if self.closing:
                    raise
                self.lost += 1
            await asyncio.sleep(1)
