"""A queue that others use too is asked first and read later."""
import asyncio
import queue
import threading

work: "queue.Queue[int]" = queue.Queue(10)


def worker() -> None:
    while not work.empty():
        print(work.get())  # expect: ASF606


def start() -> None:
    for number in range(10):
        work.put(number)
    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Mailbox:
    def __init__(self) -> None:
        self.inbox: asyncio.Queue[str] = asyncio.Queue(5)

    async def read(self) -> str | None:
        if self.inbox.empty():
            return None
        await asyncio.sleep(0)
        return self.inbox.get_nowait()  # expect: ASF606


async def main(box: Mailbox) -> None:
    await asyncio.gather(box.read(), box.read())
