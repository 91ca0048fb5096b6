"""Event emitter and RPC client whose plain defs return awaitables."""
import asyncio
import inspect
import logging
from typing import Any, Awaitable, Callable, Generator

log = logging.getLogger("rpc")


class Call:
    def __init__(self, method: str) -> None:
        self.method = method

    def __await__(self) -> Generator[Any, None, str]:
        return self._run().__await__()

    async def _run(self) -> str:
        await asyncio.sleep(0)
        return self.method


class Client:
    def __init__(self) -> None:
        self._waiting: dict[int, asyncio.Future[str]] = {}
        self._next = 0
        self._listeners: list[Callable[[str], Any]] = []

    def call(self, method: str) -> Call:
        return Call(method)

    def request(self, method: str) -> "asyncio.Future[str]":
        self._next += 1
        future = asyncio.get_running_loop().create_future()
        self._waiting[self._next] = future
        future.set_result(method)
        return future

    def ping(self) -> Awaitable[str]:
        return self._ping()

    async def _ping(self) -> str:
        await asyncio.sleep(0)
        return "pong"

    def maybe(self, method: str) -> "Awaitable[str] | None":
        return self.call(method) if method else None

    def listen(self, callback: Callable[[str], Any]) -> None:
        self._listeners.append(callback)

    async def emit(self, event: str) -> None:
        for callback in list(self._listeners):
            outcome = callback(event)
            if inspect.isawaitable(outcome):
                await outcome

    async def all(self, methods: list[str]) -> list[str]:
        pending = [self.request(m) for m in methods]
        first = await pending[0]
        rest = [await p for p in pending[1:]]
        return [first, *rest, *(await asyncio.gather(*map(self.request, methods)))]

    async def probe(self, method: str) -> str:
        if (awaitable := self.maybe(method)) is not None:
            return await awaitable
        return await self.ping()


async def main() -> None:
    client = Client()
    client.listen(print)
    client.listen(lambda event: asyncio.sleep(0, event))
    await client.emit("ready")
    print(await client.call("x"), await client.all(["a", "b"]), await client.probe(""))


if __name__ == "__main__":
    asyncio.run(main())
