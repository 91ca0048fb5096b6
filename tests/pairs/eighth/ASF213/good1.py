"""Process monitor: finalisers, signals and handlers that cannot hang."""
from __future__ import annotations

import asyncio
import atexit
import logging
import queue
import signal
import threading
import weakref
from types import FrameType

logger = logging.getLogger("monitor")


class Pool:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._released: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._used: set[int] = set()

    def take(self, number: int) -> int:
        with self._lock:
            self._used.add(number)
            return len(self._used)

    def give(self, number: int) -> None:
        with self._lock:
            self._used.discard(number)

    def sweep(self) -> int:
        count = 0
        while True:
            try:
                self.give(self._released.get_nowait())
            except queue.Empty:
                return count
            count += 1

    def later(self, number: int) -> None:
        self._released.put(number)


class Handle:
    def __init__(self, pool: Pool, number: int) -> None:
        self.pool = pool
        self.number = number
        pool.take(number)
        self._finalizer = weakref.finalize(self, pool.later, number)

    def close(self) -> None:
        self._finalizer()

    def __del__(self) -> None:
        self.pool.give(self.number)


class Counter:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._value = 0

    def add(self) -> int:
        with self._lock:
            self._value += 1
            return self._value

    def __exit__(self, *exc: object) -> None:
        with self._lock:
            self._value -= 1

    def __enter__(self) -> "Counter":
        self.add()
        return self

    def report(self) -> None:
        with self._lock:
            print("counted", self._value)


class MemoryHandler(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self._lines_lock = threading.Lock()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        with self._lines_lock:
            self.lines.append(text)

    def dump(self) -> str:
        with self._lines_lock:
            return "\n".join(self.lines)


class Stopper:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requested = False
        self.reasons: list[str] = []

    def on_signal(self, signum: int, frame: FrameType | None) -> None:
        if self._lock.acquire(blocking=False):
            try:
                self.reasons.append(signal.Signals(signum).name)
            finally:
                self._lock.release()
        self.requested = True

    def on_loop_signal(self, name: str) -> None:
        with self._lock:
            self.reasons.append(name)


async def serve(stopper: Stopper) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, stopper.on_loop_signal, "SIGHUP")
    await asyncio.sleep(0.1)


def main() -> None:
    handler = MemoryHandler()
    logger.addHandler(handler)
    counter, stopper, pool = Counter(), Stopper(), Pool()
    atexit.register(counter.report)
    signal.signal(signal.SIGTERM, stopper.on_signal)
    handle = Handle(pool, 4)
    with counter:
        logger.warning("monitoring")
    handle.close()
    asyncio.run(serve(stopper))
    print(pool.sweep(), handler.dump(), stopper.requested)


if __name__ == "__main__":
    main()
