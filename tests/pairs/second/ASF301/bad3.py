from typing import Awaitable, Callable


class Tracer:
    def __init__(self, emit: Callable[[bytes], Awaitable[None]], debug: bool = False) -> None:
        self._emit = emit
        self.debug = debug
        self.frames = 0

    async def _dump(self, frame: bytes) -> None:
        await self._emit(frame[:16])

    async def on_frame(self, frame: bytes) -> None:
        self.frames += 1
        self.debug and self._dump(frame)  # expect: ASF301
        await self._emit(frame)
