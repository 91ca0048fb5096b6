import asyncio
import queue


class Bridge:
    def __init__(self, depth: int) -> None:
        self._inbox: "queue.Queue[bytes]" = queue.Queue()
        self._outbox: "queue.Queue[bytes]" = queue.Queue(maxsize=16)
        self.depth = depth

    def feed(self, frame: bytes) -> None:
        self._inbox.put(frame)

    async def pump(self) -> None:
        while (frame := self._inbox.get()) != b"":  # expect: ASF108
            self._outbox.put(frame[: self.depth])  # expect: ASF108
            await asyncio.sleep(0)
