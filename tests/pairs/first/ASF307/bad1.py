import asyncio
import threading


class Consumer:
    def __init__(self, source) -> None:
        self.source = source
        self.seen = 0

    async def _run(self) -> None:
        async for _ in self.source:
            self.seen += 1
        await asyncio.sleep(0)


class ThreadedConsumer(Consumer):
    def __init__(self, source) -> None:
        super().__init__(source)
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)  # expect: ASF307
        self.thread.start()
