"""Queue worker with graceful shutdown and a stats dump."""
import asyncio
import logging
import signal
from signal import SIGHUP, SIGUSR1, signal as on_signal
from types import FrameType

log = logging.getLogger("worker")


class Stats:
    def __init__(self) -> None:
        self.done = 0
        self.failed = 0

    def dump(self, signum: int, frame: FrameType | None) -> None:
        log.info("signal %d: %d done, %d failed", signum, self.done, self.failed)


class Graceful:
    """Blocks SIGINT for as long as a job runs."""

    def __init__(self) -> None:
        self._previous = signal.getsignal(signal.SIGINT)
        self.interrupted = False

    def _note(self, signum: int, frame: FrameType | None) -> None:
        self.interrupted = True

    async def __aenter__(self) -> "Graceful":
        self._previous = signal.signal(signal.SIGINT, self._note)  # expect: ASF417
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc: object) -> None:
        on_signal(signal.SIGINT, self._previous)  # expect: ASF417


class Worker:
    def __init__(self, queue: "asyncio.Queue[int]") -> None:
        self.queue = queue
        self.stats = Stats()
        self.stopping = asyncio.Event()

    def _install(self) -> None:
        for signum in (SIGHUP, SIGUSR1):
            signal.signal(signum, self.stats.dump)  # expect: ASF417

    async def _job(self, number: int) -> None:
        await asyncio.sleep(number / 100)
        if number % 7 == 0:
            raise ValueError(number)

    async def run(self) -> None:
        self._install()
        register = signal.signal
        register(signal.SIGTERM, lambda *_: self.stopping.set())  # expect: ASF417
        while not self.stopping.is_set():
            try:
                number = await asyncio.wait_for(self.queue.get(), 1)
            except TimeoutError:
                continue
            try:
                async with Graceful() as graceful:
                    await self._job(number)
                self.stats.done += 1
            except ValueError:
                self.stats.failed += 1
                log.exception("job %d failed", number)
                continue
            if graceful.interrupted:
                break


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue()
    for number in range(1, 10):
        queue.put_nowait(number)
    worker = Worker(queue)
    asyncio.get_running_loop().call_later(3, worker.stopping.set)
    await worker.run()


if __name__ == "__main__":
    asyncio.run(main())
