import asyncio
from typing import Callable


class SocketClient:
    def __init__(self, emitter) -> None:
        self._emitter = emitter

    async def _handle(self, payload: bytes) -> None:
        await self._emitter.emit(payload)

    def message_handler(self) -> Callable[[bytes], None]:
        def on_message(payload: bytes) -> None:
            asyncio.ensure_future(self._handle(payload))  # expect: ASF303

        return on_message

    async def hello(self) -> None:
        _ = asyncio.ensure_future(self._handle(b"hello"))  # expect: ASF303
        await asyncio.sleep(0)
