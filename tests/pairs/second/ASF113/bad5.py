from __future__ import annotations

import zlib

import trio
from anyio.to_thread import run_sync


class Codec:
    def __init__(self, level: int = 6) -> None:
        self.level = level

    def encode(self, frame: bytes) -> bytes:
        return zlib.compress(frame, self.level)

    @staticmethod
    def checksum(frame: bytes) -> int:
        return zlib.crc32(frame)


class Sender:
    def __init__(self, stream: trio.SocketStream, codec: Codec | None = None) -> None:
        self._stream = stream
        self._codec = codec or Codec()

    async def send(self, frame: bytes) -> None:
        packed = await trio.to_thread.run_sync(self._codec.encode(frame))  # expect: ASF113
        await self._stream.send_all(packed)


async def verify(frame: bytes, expected: int) -> bool:
    return await run_sync(Codec.checksum(frame)) == expected  # expect: ASF113
