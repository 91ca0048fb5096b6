"""A sentinel, a timeout, a daemon, a cancelled task."""
import asyncio
import queue
import threading

_STOP = object()


class Writer:
    def __init__(self) -> None:
        self._queue: queue.Queue = queue.Queue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def write(self, line: str) -> None:
        self._queue.put(line.strip())

    def stop(self) -> None:
        self._queue.put(_STOP)
        self._thread.join()

    def _run(self) -> None:
        while True:
            line = self._queue.get()
            if line is _STOP:
                break
            print(line)


class Poller:
    def __init__(self) -> None:
        self._queue: queue.Queue = queue.Queue()
        self._done = threading.Event()
        threading.Thread(target=self._run).start()

    def close(self) -> None:
        self._done.set()

    def _run(self) -> None:
        while not self._done.is_set():
            try:
                print(self._queue.get(timeout=0.5))
            except queue.Empty:
                continue


class Daemon:
    def __init__(self) -> None:
        self._queue: queue.Queue = queue.Queue()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            print(self._queue.get())


async def consume(inbox: asyncio.Queue) -> None:
    while True:
        print(await inbox.get())
