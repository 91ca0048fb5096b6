"""Capture tool: channels and files outlive the tasks that use them."""
import asyncio
import logging

import anyio
import trio
from anyio.abc import ByteReceiveStream

log = logging.getLogger("capture")


class Meter:
    def __init__(self) -> None:
        self.total = 0

    async def drain(self, stream: ByteReceiveStream) -> None:
        async for chunk in stream:
            self.total += len(chunk)

    async def label(self, text: str) -> None:
        await anyio.sleep(0)
        log.debug("%s: %d", text, self.total)


class Capture:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.meter = Meter()

    async def outer_first(self) -> None:
        async with await anyio.connect_tcp(self.host, self.port) as stream:
            async with anyio.create_task_group() as group:
                group.start_soon(self.meter.drain, stream)
                await stream.send(b"GO\n")

    async def both_in_order(self) -> None:
        async with await anyio.connect_tcp(self.host, self.port) as stream, anyio.create_task_group() as group:
            group.start_soon(self.meter.drain, stream)

    async def child_opens(self) -> None:
        async def own() -> None:
            async with await anyio.connect_tcp(self.host, self.port) as stream:
                await self.meter.drain(stream)

        async with anyio.create_task_group() as group:
            group.start_soon(own)
            async with await anyio.connect_tcp(self.host, self.port) as control:
                await control.send(b"STATUS\n")
                group.start_soon(self.meter.label, self.host)

    async def awaited_inside(self) -> None:
        async with asyncio.TaskGroup() as group:
            async with await anyio.connect_tcp(self.host, self.port) as stream:
                task = group.create_task(self.meter.drain(stream))
                await stream.send(b"GO\n")
                await task
            log.info("%d bytes", self.meter.total)


async def produce(send: trio.MemorySendChannel[int]) -> None:
    async with send:
        for n in range(3):
            await send.send(n)


async def channels() -> list[int]:
    send, receive = trio.open_memory_channel[int](1)
    async with receive:
        async with trio.open_nursery() as nursery:
            async with send:
                for _ in range(2):
                    nursery.start_soon(produce, send.clone())
            return_value = [value async for value in receive]
    return return_value


async def main() -> None:
    capture = Capture("localhost", 9100)
    await capture.outer_first()
    await capture.both_in_order()
    await capture.child_opens()
    await capture.awaited_inside()


if __name__ == "__main__":
    asyncio.run(main())
    print(trio.run(channels))
