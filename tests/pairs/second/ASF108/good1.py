import asyncio
import queue
import threading


class AudioPump:
    def __init__(self) -> None:
        self._frames: "queue.Queue[bytes]" = queue.Queue()
        self._recent: "queue.Queue[bytes]" = queue.Queue(maxsize=10)
        self._inbox: "asyncio.Queue[bytes]" = asyncio.Queue(maxsize=100)
        self._muted = threading.Event()

    async def pump(self) -> None:
        while not self._muted.is_set():
            frame = await self._inbox.get()
            self._frames.put(frame)
            try:
                self._recent.put_nowait(frame)
            except queue.Full:
                continue

    async def feed(self, frame: bytes) -> None:
        await self._inbox.put(frame)

    async def mute(self) -> None:
        self._muted.set()

    async def last(self) -> bytes | None:
        try:
            return self._recent.get(block=False)
        except queue.Empty:
            return None
