"""Reactor integration layer: explicit loops where they are still allowed."""
import asyncio
import concurrent.futures
import logging
import types
from typing import Any, Generator

log = logging.getLogger("reactor")


class Reactor:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.reader = asyncio.StreamReader(loop=loop)

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        return self._loop

    def deferred(self) -> "asyncio.Future[int]":
        return asyncio.Future(loop=self._loop)

    def bridge(self, future: "concurrent.futures.Future[int]") -> "asyncio.Future[int]":
        return asyncio.wrap_future(future, loop=self._loop)

    def call(self, value: int) -> int:
        coro = self.double(value)
        return asyncio.run_coroutine_threadsafe(coro, loop=self._loop).result(5)

    async def double(self, value: int) -> int:
        await asyncio.sleep(0)
        return value * 2

    async def names(self) -> list[str]:
        loop = asyncio.get_running_loop()
        task = asyncio.ensure_future(self.double(1), loop=loop)
        names = [t.get_name() for t in asyncio.all_tasks(loop=loop)]
        await task
        return names


@types.coroutine
def switch() -> Generator[None, None, None]:
    yield


def make(loop: asyncio.AbstractEventLoop | None = None) -> Reactor:
    if loop is None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
    return Reactor(loop=loop)


class Timer:
    def __init__(self, delay: float, *, loop: asyncio.AbstractEventLoop) -> None:
        self.handle = loop.call_later(delay, self.fire)

    def fire(self) -> None:
        log.info("fired in %s", asyncio.get_running_loop())


async def amain(reactor: Reactor) -> Any:
    timer = Timer(0.1, loop=reactor.get_event_loop())
    await switch()
    ready = reactor.deferred()
    ready.set_result(3)
    answer = await asyncio.to_thread(reactor.call, await ready)
    timer.handle.cancel()
    return answer, await reactor.names()


def main() -> None:
    reactor = make()
    loop = reactor.get_event_loop()
    try:
        print(loop.run_until_complete(amain(reactor)))
    finally:
        loop.close()


if __name__ == "__main__":
    main()
