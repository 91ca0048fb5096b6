import zlib

import trio
from anyio import to_thread as threads


class Codec:
    @staticmethod
    def decode(raw: bytes) -> list[int]:
        return [byte ^ 0x5A for byte in raw]

    async def receive(self, stream) -> list[int]:
        raw = await stream.receive()
        return await threads.run_sync(self.decode(raw))  # expect: ASF113


def parity(data: bytes) -> int:
    return zlib.crc32(data) & 1


async def check(data: bytes) -> int:
    return await trio.to_thread.run_sync(parity(data), abandon_on_cancel=True)  # expect: ASF113
