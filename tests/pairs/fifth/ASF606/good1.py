"""Asked and taken at once on one loop, or the refusal is handled."""
import asyncio
import queue
import threading

work: "queue.Queue[int]" = queue.Queue(10)


def worker() -> None:
    while True:
        try:
            number = work.get_nowait()
        except queue.Empty:
            return
        print(number)


def polite() -> None:
    while not work.empty():
        try:
            print(work.get(block=False))
        except queue.Empty:
            break


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
        return self.inbox.get_nowait()


def local() -> list[int]:
    own: "queue.Queue[int]" = queue.Queue()
    own.put(1)
    found = []
    while not own.empty():
        found.append(own.get())
    return found
