import asyncio
from functools import partial

import anyio
from anyio import CancelScope

PATIENCE = 15.0


class Reminder:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.messages: list[str] = []

    def note(self, text: str) -> None:
        self.messages.append(text)

    def arm(self, text: str) -> asyncio.TimerHandle:
        return self.loop.call_at(60, partial(self.note, text))  # expect: ASF415


async def handshake(stream) -> bytes:
    with CancelScope(deadline=PATIENCE) as scope:  # expect: ASF415
        hello = await stream.receive()
    return b"" if scope.cancelled_caught else hello


async def session(stream, count: int) -> list[bytes]:
    lines = []
    with anyio.CancelScope() as scope:
        for _ in range(count):
            scope.deadline = 5  # expect: ASF415
            lines.append(await stream.receive())
    return lines
