"""Spool watcher: starts its workers when told to, or last of all."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("spool")


class Writer:
    def __init__(self, path: str) -> None:
        self.path = path
        self.inbox: queue.Queue[str | None] = queue.Queue()
        self.written = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while (item := self.inbox.get()) is not None:
            self.written += len(item)

    def close(self) -> None:
        self.inbox.put(None)
        self._thread.join()


class Ticker:
    def __init__(self, period: float) -> None:
        self.period = period
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._tick())
        self.period = max(self.period, 0.01)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(self.period)
            log.debug("tick")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)


class Loader:
    def __init__(self, count: int) -> None:
        self.total = 0
        helper = threading.Thread(target=self._load, args=(count,))
        helper.start()
        helper.join()
        self.ready = True

    def _load(self, count: int) -> None:
        self.total = sum(range(count))


class Handle:
    def __init__(self, work: "asyncio.Queue[int]") -> None:
        self.work = work
        self.seen = 0
        self.task = asyncio.create_task(self._serve())

    async def _serve(self) -> None:
        while True:
            amount = await self.work.get()
            self.seen += amount

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


class Stage:
    def __init__(self) -> None:
        self.clock = Stopwatch()
        self.clock.start()
        self.name = "stage"


class Stopwatch:
    def __init__(self) -> None:
        self.running = False

    def start(self) -> None:
        self.running = True


async def main() -> None:
    ticker = Ticker(0.5)
    ticker.start()
    await ticker.stop()


if __name__ == "__main__":
    loader, writer = Loader(10), Writer("/tmp/spool")
    janitor = threading.Thread(target=writer.close)
    janitor.start()
    asyncio.run(main())
    janitor.join()
    print(loader.total, Stage().name)
