import anyio
from anyio.abc import SocketStream


class Downloader:
    def __init__(self, host: str, limit: float) -> None:
        self.host = host
        self.limit = limit
        self.parts: list[bytes] = []

    async def connect(self) -> SocketStream:
        return await anyio.connect_tcp(self.host, 80)

    async def run(self) -> bytes:
        scope = anyio.move_on_after(self.limit)  # expect: ASF414
        stream = await self.connect()
        with scope:
            async for chunk in stream:
                self.parts.append(chunk)
        await stream.aclose()
        return b"".join(self.parts)


async def countdown(seconds: int) -> bool:
    window = anyio.move_on_after(seconds)  # expect: ASF414
    for n in range(3):
        print("starting in", 3 - n)
        await anyio.sleep(1)
    with window:
        await anyio.sleep_forever()
    return window.cancelled_caught


anyio.run(countdown, 10)
