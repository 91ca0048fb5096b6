"""Scraper with its own primitives that take a loop argument."""
import asyncio
from collections import deque
from typing import Any

import uvicorn


class Queue:
    """Ring of jobs; a loop here is a number of repetitions."""

    def __init__(self, size: int, loop: int = 1) -> None:
        self.items: deque[str] = deque(maxlen=size)
        self.loop = loop

    def put(self, item: str) -> None:
        for _ in range(self.loop):
            self.items.append(item)


class Animation:
    async def sleep(self, delay: float, loop: bool = False) -> float:
        await asyncio.sleep(delay)
        return delay * (2 if loop else 1)


def coroutine(function: Any) -> Any:
    function.is_step = True
    return function


@coroutine
def step(text: str):
    yield text.upper()


async def app(scope, receive, send) -> None:
    await send({"type": "http.response.start", "status": 204})


async def main() -> None:
    queue = Queue(10, loop=2)
    queue.put("a")
    print(list(queue.items), list(step("b")))
    print(await Animation().sleep(0.1, loop=True))


def serve() -> None:
    uvicorn.Server(uvicorn.Config(app, loop="asyncio")).run()


if __name__ == "__main__":
    asyncio.run(main())
    serve()
