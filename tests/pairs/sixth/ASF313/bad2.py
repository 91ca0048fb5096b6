from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import trio


class ChecksumError(Exception):
    pass


@dataclass
class Frame:
    seq: int
    payload: bytes
    valid: bool


async def read_frames(stream: trio.abc.ReceiveStream) -> AsyncIterator[Frame]:
    seq = 0
    while True:
        data = await stream.receive_some(4096)
        if not data:
            return
        seq += 1
        yield Frame(seq, data[1:], data[:1] == b"\x01")


class Decoder:
    def __init__(self, stream: trio.abc.ReceiveStream) -> None:
        self.stream = stream

    def frames(self):
        return read_frames(self.stream)

    async def payload(self) -> bytes:
        parts = []
        frames = read_frames(self.stream)
        async for frame in frames:  # expect: ASF313
            if not frame.valid:
                raise ChecksumError(frame.seq)
            parts.append(frame.payload)
        return b"".join(parts)

    async def skip_to(self, seq: int) -> Frame | None:
        found = None
        async for frame in self.frames():  # expect: ASF313
            if frame.seq == seq:
                found = frame
                break
        return found
