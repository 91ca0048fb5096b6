"""Weather poller with a local fake service for demos."""
from __future__ import annotations

import asyncio
import logging
import random
import threading
import time

import trio

log = logging.getLogger(__name__)


class Unavailable(Exception):
    pass


class FakeService:
    def __init__(self, latency: float) -> None:
        self._latency = latency
        self.up = asyncio.Event()

    async def serve(self) -> None:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 8900)
        self.up.set()
        async with server:
            await server.serve_forever()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        await asyncio.sleep(self._latency)
        writer.write(b"21.5\n")
        await writer.drain()
        writer.close()


class Poller:
    def __init__(self, period: float) -> None:
        self.period = period
        self.readings: list[float] = []

    async def fetch(self) -> float:
        for attempt in range(4):
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", 8900)
            except OSError:
                await asyncio.sleep(0.1 * 2**attempt + random.random())
                continue
            writer.write(b"now\n")
            line = await reader.readline()
            writer.close()
            return float(line)
        raise Unavailable

    async def poll(self, times: int) -> None:
        for _ in range(times):
            self.readings.append(await self.fetch())
            await asyncio.sleep(self.period)


async def demo() -> list[float]:
    fake = FakeService(0.2)
    poller = Poller(1.0)
    server = asyncio.create_task(fake.serve())
    try:
        await fake.up.wait()
        await poller.poll(3)
    finally:
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)
    return poller.readings


def blink(led, stop: threading.Event) -> None:
    while not stop.is_set():
        led.toggle()
        time.sleep(0.5)


def with_blinking(led, job) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=blink, args=(led, stop))
    thread.start()
    try:
        job()
    finally:
        stop.set()
        thread.join()


async def mirror(port: int) -> bytes:
    async def talk(stream: trio.SocketStream) -> None:
        await trio.sleep(0.05)
        await stream.send_all(b"sunny")

    async with trio.open_nursery() as nursery:
        await nursery.start(trio.serve_tcp, talk, port)
        stream = await trio.open_tcp_stream("127.0.0.1", port)
        async with stream:
            forecast = await stream.receive_some(5)
        nursery.cancel_scope.cancel()
    return forecast


def main() -> None:
    log.info("%s", asyncio.run(demo()))
    log.info("%r", trio.run(mirror, 8901))


if __name__ == "__main__":
    main()
