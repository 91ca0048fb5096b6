import threading


class Base:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.sent = 0

    def count(self) -> int:
        with self._lock:
            return self.sent


class Channel(Base):
    def __init__(self, writer) -> None:
        super().__init__()
        self.writer = writer

    async def send(self, data: bytes) -> None:
        with self._lock:  # expect: ASF201
            self.sent += 1
            self.writer.write(data)
            await self.writer.drain()
