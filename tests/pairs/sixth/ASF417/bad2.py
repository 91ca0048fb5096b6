import signal as sig
from signal import SIGUSR1, signal as install

import trio


class Stats:
    def __init__(self) -> None:
        self.requests = 0
        self.dumps = 0

    def dump(self, signum: int, frame: object) -> None:
        self.dumps += 1
        print("requests:", self.requests)

    async def serve(self, receive: trio.MemoryReceiveChannel) -> None:
        install(SIGUSR1, self.dump)  # expect: ASF417
        async for _ in receive:
            self.requests += 1


class QuietStats(Stats):
    async def serve(self, receive: trio.MemoryReceiveChannel) -> None:
        with trio.move_on_after(60):
            for number in (sig.SIGINT, sig.SIGTERM):
                sig.signal(number, self.dump)  # expect: ASF417
            async for _ in receive:
                self.requests += 1


async def main() -> None:
    send, receive = trio.open_memory_channel(1)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(QuietStats().serve, receive)
        await send.send("x")
        await send.aclose()


trio.run(main)
