"""Worker supervisor with careful cancellation."""
import asyncio
import contextlib
import logging

import trio

log = logging.getLogger("supervisor")


class Worker:
    def __init__(self, name: str) -> None:
        self.name = name
        self._task: asyncio.Task[None] | None = None
        self._children: list[asyncio.Task[None]] = []
        self.rounds = 0

    async def _work(self) -> None:
        while True:
            try:
                await asyncio.sleep(0.1)
                self.rounds += 1
            except Exception:
                log.exception("%s stumbled", self.name)

    async def _guarded(self) -> None:
        try:
            await self._work()
        except asyncio.CancelledError:
            log.info("%s cancelled after %d rounds", self.name, self.rounds)
            raise
        except BaseException as exc:
            log.error("%s died: %r", self.name, exc)
            raise RuntimeError(self.name) from exc

    def start(self, children: int) -> None:
        self._task = asyncio.create_task(self._guarded())
        self._children = [asyncio.create_task(self._work()) for _ in range(children)]

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        for child in self._children:
            child.cancel()
        for child in self._children:
            try:
                await child
            except asyncio.CancelledError:
                pass

    def outcome(self) -> str:
        assert self._task is not None
        try:
            self._task.result()
        except asyncio.CancelledError:
            return "cancelled"
        except BaseException as exc:
            return repr(exc)
        return "done"

    async def restartable(self, limit: float) -> None:
        job = asyncio.ensure_future(self._work())
        try:
            await asyncio.wait({job}, timeout=limit)
        finally:
            job.cancel()
            await asyncio.gather(job, return_exceptions=True)


async def tidy(stream: trio.abc.Stream) -> None:
    try:
        await stream.send_all(b"x")
    except trio.Cancelled as exc:
        log.debug("cancelled: %s", exc)
        raise exc
    except:  # noqa: E722
        log.exception("send failed")
        raise


async def main() -> None:
    worker = Worker("a")
    worker.start(2)
    try:
        await worker.restartable(0.5)
    except asyncio.CancelledError:
        log.info("interrupted")
    await worker.stop()
    print(worker.outcome())


if __name__ == "__main__":
    asyncio.run(main())
