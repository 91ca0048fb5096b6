"""task_done() on every path, or no join at all."""
import asyncio
import queue
import threading

jobs: "queue.Queue[str]" = queue.Queue()
log: "queue.Queue[str]" = queue.Queue()


def worker() -> None:
    while True:
        job = jobs.get()
        try:
            if not job.strip():
                continue
            print(job)
        finally:
            jobs.task_done()


def logger() -> None:
    while True:
        line = log.get()
        if line == "stop":
            break
        print(line)


def main() -> None:
    threading.Thread(target=worker, daemon=True).start()
    threading.Thread(target=logger).start()
    for name in ("a", "", "b"):
        jobs.put(name)
    jobs.join()
    log.put("stop")


class Pipeline:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[int] = asyncio.Queue()

    async def consume(self) -> None:
        while True:
            number = await self.queue.get()
            try:
                print(10 / number)
            except ZeroDivisionError:
                print("skipped")
            self.queue.task_done()

    async def run(self) -> None:
        task = asyncio.create_task(self.consume())
        for number in range(3):
            await self.queue.put(number)
        await self.queue.join()
        task.cancel()
