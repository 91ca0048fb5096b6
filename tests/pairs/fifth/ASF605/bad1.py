"""join() waits for task_done() calls that are skipped on some paths."""
import asyncio
import queue
import threading

jobs: "queue.Queue[str]" = queue.Queue()


def worker() -> None:
    while True:
        job = jobs.get()  # expect: ASF605
        if not job.strip():
            continue
        print(job)
        jobs.task_done()


def main() -> None:
    for _ in range(3):
        threading.Thread(target=worker, daemon=True).start()
    for name in ("a", "", "b"):
        jobs.put(name)
    jobs.join()


class Pipeline:
    def __init__(self) -> None:
        self.queue: asyncio.Queue[int] = asyncio.Queue()

    async def consume(self) -> None:
        while True:
            number = await self.queue.get()  # expect: ASF605
            try:
                print(10 / number)
                self.queue.task_done()
            except ZeroDivisionError:
                print("skipped")

    async def run(self) -> None:
        task = asyncio.create_task(self.consume())
        for number in range(3):
            await self.queue.put(number)
        await self.queue.join()
        task.cancel()
