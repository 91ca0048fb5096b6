"""Import worker: jobs submitted to executors whose outcome nobody looks at."""
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def parse(path: str) -> int:
    with open(path) as fh:
        return sum(1 for _ in fh)


class Importer:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.threads = ThreadPoolExecutor(4)
        self.loop = loop

    async def announce(self, path: str) -> None:
        await asyncio.sleep(0)
        print("imported", path)

    def run(self, paths: list[str]) -> None:
        for path in paths:
            self.threads.submit(parse, path)  # expect: ASF304

    def run_here(self, path: str) -> int:
        """Called from a worker thread."""
        count = parse(path)
        asyncio.run_coroutine_threadsafe(self.announce(path), self.loop)  # expect: ASF304
        return count


def import_everything(paths: list[str]) -> None:
    with ProcessPoolExecutor() as pool:
        pool.map(parse, paths)  # expect: ASF304


if __name__ == "__main__":
    import_everything(["a.csv", "b.csv"])
