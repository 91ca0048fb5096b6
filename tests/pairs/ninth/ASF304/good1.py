"""Index builder: every outcome ends up somewhere."""
import asyncio
import concurrent.futures as cf
import logging

log = logging.getLogger("indexer")


def tokenise(text: str) -> int:
    return len(text.split())


class Form:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def submit(self, value: str) -> None:
        self.sent.append(value)


class Indexer:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._pool = cf.ThreadPoolExecutor(2)
        self._form = Form()
        self._flusher: asyncio.Task[None] | None = None
        self.poller: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._flusher = asyncio.create_task(self._flush())
        self._flusher.add_done_callback(self._flushed)
        self.poller = asyncio.create_task(self._flush())

    async def _flush(self) -> None:
        await asyncio.sleep(1)

    def _flushed(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (exc := task.exception()):
            log.error("flush failed: %r", exc)

    def submit_all(self, texts: list[str]) -> int:
        self._form.submit("start")
        futures = [self._pool.submit(tokenise, t) for t in texts]
        total = sum(f.result() for f in cf.as_completed(futures))
        return total + sum(self._pool.map(tokenise, texts))

    def log_later(self, text: str) -> None:
        def report(fut: "cf.Future[int]") -> None:
            if fut.exception():
                log.error("tokenise failed", exc_info=fut.exception())

        self._pool.submit(tokenise, text).add_done_callback(report)

    def from_thread(self) -> None:
        asyncio.run_coroutine_threadsafe(self._flush(), self._loop).result(5)

    async def stop(self) -> None:
        tasks = [t for t in (self._flusher, self.poller) if t is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._pool.shutdown(wait=False)

    async def probe(self, hosts: list[str]) -> list[str]:
        async def one(host: str) -> str:
            await asyncio.sleep(0)
            return host

        tasks = [asyncio.create_task(one(h)) for h in hosts]
        await asyncio.wait(tasks)
        good = [t.result() for t in tasks if not t.exception()]
        answers = await asyncio.gather(*map(one, good), return_exceptions=True)
        return [a for a in answers if not isinstance(a, BaseException)]


async def main() -> None:
    indexer = Indexer(asyncio.get_running_loop())
    await indexer.start()
    print(await asyncio.to_thread(indexer.submit_all, ["a b", "c"]))
    print(await indexer.probe(["h1", "h2"]))
    await indexer.stop()


if __name__ == "__main__":
    asyncio.run(main())
