from __future__ import annotations

import trio


class Conn:
    def __init__(self, stream: trio.SocketStream) -> None:
        self._stream = stream

    @classmethod
    async def open(cls, host: str, port: int = 6379) -> Conn:
        return cls(await trio.open_tcp_stream(host, port))

    async def command(self, *words: str) -> bytes:
        await self._stream.send_all(" ".join(words).encode() + b"\r\n")
        return await self._stream.receive_some(4096)

    async def close(self) -> None:
        await self._stream.aclose()


async def ping(host: str, retries: int = 3) -> bool:
    conn = await Conn.open(host)
    try:
        for _ in range(retries):
            if await conn.command("PING") == b"+PONG\r\n":
                return True
            trio.sleep(0.1)  # expect: ASF301
        return False
    finally:
        conn.close()  # expect: ASF301
