"""Bounded pipeline that uses semaphores as counters and releases buffers."""
import threading
from collections import deque


class Pipeline:
    def __init__(self, capacity: int) -> None:
        self.free = threading.Semaphore(capacity)
        self.filled = threading.Semaphore(0)
        self.buffer: deque[bytes] = deque()

    def produce(self, chunk: bytes) -> None:
        self.free.acquire()
        self.buffer.append(chunk)
        self.filled.release()

    def consume(self) -> bytes:
        self.filled.acquire()
        chunk = self.buffer.popleft()
        self.free.release()
        return chunk

    def wake_all(self, count: int) -> None:
        self.filled.release(count)


def checksum(chunk: bytes) -> int:
    view = memoryview(chunk)
    try:
        return sum(view) % 255
    finally:
        view.release()


def produce(pipeline: Pipeline, chunks: list[bytes]) -> None:
    for chunk in chunks:
        pipeline.produce(chunk)


def main() -> None:
    pipeline = Pipeline(4)
    chunks = [b"abc", b"def"]
    thread = threading.Thread(target=produce, args=(pipeline, chunks))
    thread.start()
    for _ in chunks:
        print(checksum(pipeline.consume()))
    thread.join()


if __name__ == "__main__":
    main()
