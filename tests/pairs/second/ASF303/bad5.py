import asyncio
from asyncio import create_task as spawn
from typing import Any


class Consumer:
    def __init__(self, channel) -> None:
        self._channel = channel

    async def _process(self, message: Any) -> None:
        await self._channel.ack(message)

    async def _nack(self, message: Any) -> None:
        await self._channel.nack(message)

    async def consume(self) -> None:
        schedule = asyncio.get_running_loop().create_task
        async for message in self._channel:
            if message.redelivered:
                spawn(self._nack(message))  # expect: ASF303
                continue
            schedule(self._process(message))  # expect: ASF303
