import queue
import threading
from concurrent.futures import ThreadPoolExecutor


class Outbox:
    def __init__(self) -> None:
        self.high: "queue.Queue[str]" = queue.Queue(maxsize=10)
        self.low: "queue.Queue[str]" = queue.Queue()
        self.stopped = threading.Event()
        self.pool = ThreadPoolExecutor(1)

    async def send(self, text: str, urgent: bool) -> bool:
        if not urgent:
            self.low.put(text)
            return True
        try:
            self.high.put_nowait(text)
        except queue.Full:
            return False
        return True

    async def next(self) -> str | None:
        if self.stopped.wait(timeout=0):
            return None
        try:
            return self.high.get(block=False)
        except queue.Empty:
            return None

    async def close(self) -> None:
        self.stopped.set()
        self.pool.shutdown(wait=False, cancel_futures=True)
