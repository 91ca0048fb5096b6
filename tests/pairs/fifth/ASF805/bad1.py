"""One list for all instances, and several threads."""
import asyncio
import threading


class Worker(threading.Thread):
    results: list[int] = []

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def run(self) -> None:
        self.results.append(self.n)  # expect: ASF805


def main() -> None:
    workers = [Worker(n) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


class Session:
    pending: dict[str, str] = {}

    async def ask(self, key: str) -> None:
        self.pending[key] = "?"  # expect: ASF805
        await asyncio.sleep(0)
        self.pending.pop(key)


async def serve() -> None:
    await asyncio.gather(*(Session().ask(str(n)) for n in range(3)))
