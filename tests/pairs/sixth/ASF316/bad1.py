import asyncio

import trio


class Heartbeat:
    def __init__(self, interval: float) -> None:
        self.interval = interval
        self.beats = 0

    async def pulse(self, send: trio.MemorySendChannel) -> None:
        while True:
            await trio.sleep(self.interval)
            await send.send("ping")

    async def run(self) -> None:
        send, receive = trio.open_memory_channel(8)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.pulse, send)
            async for message in receive:
                print(message)
                await asyncio.sleep(0.5)  # expect: ASF316


async def drain(receive: trio.MemoryReceiveChannel) -> list[str]:
    got = []
    with trio.move_on_after(10):
        reply = await asyncio.wait_for(receive.receive(), 2)  # expect: ASF316
        got.append(reply)
    return got


def main() -> None:
    trio.run(Heartbeat(1.0).run)


if __name__ == "__main__":
    main()
