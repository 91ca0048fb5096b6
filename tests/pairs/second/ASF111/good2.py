import asyncio


class FrameParser:
    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def read_frames(self) -> list[bytes]:
        data = await self._reader.read(4096)
        buf = bytearray(data)
        frames: list[bytes] = []
        while True:
            end = buf.find(b"\n")
            if end < 0:
                break
            frames.append(bytes(buf[:end]))
            del buf[: end + 1]
        return frames

    async def varint(self, raw: bytes) -> int:
        value = shift = 0
        it = iter(raw)
        while True:
            byte = next(it)
            value |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return value
            shift += 7
