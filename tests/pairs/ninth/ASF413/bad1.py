"""Client of a door-lock controller."""
from __future__ import annotations

import asyncio
import logging
from typing import Any

import trio

log = logging.getLogger("doors")


class Codec:
    def encode(self, verb: str, **params: Any) -> bytes:
        body = ",".join(f"{key}={value}" for key, value in sorted(params.items()))
        return f"{verb}({body})\n".encode()


class Channel:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self, timeout: float = 5.0) -> None:  # expect: ASF413
        self._reader, self._writer = await asyncio.wait_for(
            asyncio.open_connection(self.host, self.port), timeout
        )
        log.info("connected to %s", self.host)

    async def call(self, data: bytes, *, retries: int = 1, timeout: float | None = None) -> bytes:  # expect: ASF413
        assert self._reader is not None and self._writer is not None
        for attempt in range(retries + 1):
            self._writer.write(data)
            try:
                async with asyncio.timeout(timeout):
                    return await self._reader.readline()
            except TimeoutError:
                log.warning("attempt %d got no answer", attempt)
        raise TimeoutError(self.host)


class Doors:
    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.codec = Codec()

    async def open(self, door: int, seconds: int) -> bool:
        answer = await self.channel.call(self.codec.encode("open", door=door, for_=seconds), timeout=2)
        return answer.startswith(b"ok")

    def opener(self, door: int) -> Any:
        async def later(delay: float, timeout: float) -> bool:  # expect: ASF413
            await asyncio.sleep(delay)
            return await asyncio.wait_for(self.open(door, 5), timeout)

        return later

    @staticmethod
    async def knock(host: str, timeout=1) -> bool:  # expect: ASF413
        with trio.move_on_after(timeout):
            stream = await trio.open_tcp_stream(host, 7)
            await stream.aclose()
            return True
        return False


async def main() -> None:
    channel = Channel("doors.local", 4000)
    await channel.connect()
    doors = Doors(channel)
    print(await doors.open(3, 5), await doors.opener(4)(1.0, 3.0))


if __name__ == "__main__":
    asyncio.run(main())
    print(trio.run(Doors.knock, "doors.local"))
