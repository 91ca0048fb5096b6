"""Message router of a chat bot framework."""
import asyncio
import logging
import re
from collections import defaultdict
from typing import Awaitable, Callable

log = logging.getLogger("router")

Handler = Callable[[str], Awaitable[str]]


class Router:
    def __init__(self) -> None:
        self._routes: list[tuple[re.Pattern[str], Handler]] = []
        self._hits: dict[str, int] = defaultdict(int)
        self._inbox: asyncio.Queue[str] = asyncio.Queue()

    async def add(self, pattern: str, handler: Handler) -> None:  # expect: ASF322
        self._routes.append((re.compile(pattern), handler))

    async def match(self, text: str) -> Handler | None:  # expect: ASF322
        for pattern, handler in self._routes:
            if pattern.match(text):
                self._hits[pattern.pattern] += 1
                return handler
        return None

    async def receive(self, text: str) -> None:  # expect: ASF322
        if len(text) > 2000:
            log.warning("message of %d characters dropped", len(text))
            return
        try:
            self._inbox.put_nowait(text)
        except asyncio.QueueFull:
            log.error("inbox is full")

    async def dispatch(self) -> str:
        text = await self._inbox.get()
        handler = await self.match(text)
        if handler is None:
            return "?"
        return await handler(text)

    def later(self, delay: float) -> "asyncio.Task[str]":
        async def once() -> str:
            await asyncio.sleep(delay)
            return await self.dispatch()

        return asyncio.create_task(once())


def command(name: str) -> Callable[[Callable[[str], str]], Handler]:
    def wrap(fn: Callable[[str], str]) -> Handler:
        async def call(text: str) -> str:  # expect: ASF322
            body = text.removeprefix(name).strip()
            return fn(body)

        return call

    return wrap


@command("/echo")
def echo(text: str) -> str:
    return text


async def main() -> None:
    router = Router()
    await router.add("/echo", echo)
    await router.receive("/echo hello")
    print(await router.dispatch())
    await router.receive("/echo again")
    print(await router.later(0.1))


if __name__ == "__main__":
    asyncio.run(main())
