"""Tasks and futures handed on: exposed, returned, chained to callbacks."""
import asyncio
import threading
from concurrent.futures import Future


class Fetcher:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._task: "asyncio.Task[str] | None" = None
        self.handles: dict[str, asyncio.Task[str]] = {}

    async def _fetch(self, url: str) -> str:
        await asyncio.sleep(0.1)
        return url

    def begin(self, url: str) -> None:
        self._task = self.loop.create_task(self._fetch(url))
        self._task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[str]") -> None:
        if not task.cancelled() and task.exception() is not None:
            print("failed:", task.exception())

    def prefetch(self, url: str) -> "asyncio.Task[str]":
        self.handles[url] = self.loop.create_task(self._fetch(url))
        return self.handles[url]

    def from_thread(self, url: str) -> "Future[str]":
        return asyncio.run_coroutine_threadsafe(self._fetch(url), self.loop)


def in_thread(fetcher: Fetcher, out: list[str]) -> None:
    out.append(fetcher.from_thread("https://x").result(5))


async def main() -> None:
    fetcher = Fetcher(asyncio.get_running_loop())
    fetcher.begin("https://a")
    print(await fetcher.prefetch("https://b"))
    out: list[str] = []
    thread = threading.Thread(target=in_thread, args=(fetcher, out))
    thread.start()
    await asyncio.to_thread(thread.join)
    print(out)
