"""trio service whose names resemble thread waits but suspend properly."""
import threading

import trio


class Pump:
    def __init__(self) -> None:
        self.started = trio.Event()
        self.paths = ["var", "log"]

    async def run(self, source: trio.MemoryReceiveChannel) -> int:
        self.started.set()
        total = 0
        async with source:
            async for line in source:
                total += len(line)
        return total

    async def ready(self) -> str:
        await self.started.wait()
        return "/".join(self.paths)


class Reply:
    def __init__(self, value: str) -> None:
        self._value = value

    def result(self) -> str:
        return self._value


async def main() -> None:
    pump = Pump()
    send, receive = trio.open_memory_channel(8)
    thread = threading.Thread(target=print, args=("side job",))
    thread.start()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(pump.run, receive)
        print(Reply(await pump.ready()).result())
        async with send:
            await send.send("hello")
    await trio.to_thread.run_sync(thread.join)


if __name__ == "__main__":
    trio.run(main)
