"""Reader for a chain of weather sensors behind a serial-to-TCP bridge."""
from __future__ import annotations

import asyncio
import functools
import logging
import struct
import time
from dataclasses import dataclass
from time import sleep as pause

import trio

log = logging.getLogger("weather")

SETTLE = functools.partial(time.sleep, 0.02)


@dataclass(frozen=True)
class Sample:
    register: int
    value: float
    taken_at: float


def retrying(times: int):
    def decorate(fn):
        @functools.wraps(fn)
        async def wrapper(*args, **kwargs):
            for attempt in range(times):
                try:
                    return await fn(*args, **kwargs)
                except OSError as exc:
                    log.warning("attempt %d of %s failed: %s", attempt, fn.__name__, exc)
                    pause(2 ** attempt)  # expect: ASF101
            raise ConnectionError(f"{fn.__name__} gave up after {times} attempts")

        return wrapper

    return decorate


class Station:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self._delay = time.sleep
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    @retrying(3)
    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(self.host, self.port)

    async def sample(self, register: int) -> Sample:
        assert self._reader is not None and self._writer is not None
        self._writer.write(struct.pack(">BH", 3, register))
        await self._writer.drain()
        SETTLE()  # expect: ASF101
        raw = await self._reader.readexactly(4)
        (value,) = struct.unpack(">f", raw)
        return Sample(register, value, time.time())

    async def reset(self) -> None:
        assert self._writer is not None
        self._writer.write(b"\x00RST")
        self._delay(1.5)  # expect: ASF101
        await self._writer.drain()

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()


async def run_command(station: Station, command: dict[str, object]) -> object:
    hold, note = time.sleep, log.info
    match command:
        case {"op": "sample", "register": int(register)}:
            return await station.sample(register)
        case {"op": "hold", "seconds": float(seconds)}:
            note("holding for %.1fs", seconds)
            hold(seconds)  # expect: ASF101
        case {"op": "reset"}:
            await station.reset()
        case _:
            raise ValueError(f"unknown command {command!r}")
    return None


async def tail_log(stream: trio.abc.ReceiveStream) -> int:
    total = 0
    async for chunk in stream:
        total += len(chunk)
        await trio.sleep(0.1)
    return total


async def main() -> None:
    station = Station("10.0.0.9", 4001)
    await station.open()
    try:
        for register in range(4):
            log.info("%s", await run_command(station, {"op": "sample", "register": register}))
    finally:
        await station.close()


if __name__ == "__main__":
    time.sleep(0.5)
    asyncio.run(main())
