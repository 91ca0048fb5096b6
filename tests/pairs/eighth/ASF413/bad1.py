"""Client of a lab instrument that speaks SCPI over TCP."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

log = logging.getLogger("scpi")


class InstrumentError(Exception):
    pass


class Instrument:
    def __init__(self, host: str, port: int = 5025) -> None:
        self.host = host
        self.port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def connect(self, timeout: float = 5.0) -> None:  # expect: ASF413
        async with asyncio.timeout(timeout):
            reader, writer = await asyncio.open_connection(self.host, self.port)
        self._reader, self._writer = reader, writer

    async def write(self, command: str) -> None:
        assert self._writer is not None
        self._writer.write(command.encode() + b"\n")
        await self._writer.drain()

    async def query(self, command: str, *, timeout: float | None = None) -> str:  # expect: ASF413
        await self.write(command)
        assert self._reader is not None
        line = await asyncio.wait_for(self._reader.readline(), timeout)
        if not line:
            raise InstrumentError(f"{self.host} hung up")
        return line.decode().strip()

    async def sweep(self, start: int, stop: int, timeout, /) -> AsyncIterator[float]:  # expect: ASF413
        for frequency in range(start, stop):
            await self.write(f"FREQ {frequency}MHZ")
            yield float(await self.query("READ?", timeout=timeout))

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


@asynccontextmanager
async def remote(instrument: Instrument, timeout: int = 10):  # expect: ASF413
    await instrument.query("SYST:REM?", timeout=timeout)
    try:
        yield instrument
    finally:
        instrument.close()


async def identify(instrument: Instrument) -> dict[str, str]:
    async with remote(instrument) as device:
        answer = await device.query("*IDN?")
    maker, model, serial, firmware = answer.split(",")
    return {"maker": maker, "model": model, "serial": serial, "firmware": firmware}


async def main() -> None:
    scope = Instrument("scope-3.lab")
    await scope.connect()
    try:
        log.info("%s", await identify(scope))
    except InstrumentError as exc:
        log.error("%s", exc)


if __name__ == "__main__":
    asyncio.run(main())
