"""Whoever is second looks first."""
import asyncio


class Call:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.future: asyncio.Future[str] = loop.create_future()
        loop.call_later(5, self._expire)

    def on_reply(self, text: str) -> None:
        if not self.future.done():
            self.future.set_result(text)

    def _expire(self) -> None:
        if self.future.done():
            return
        self.future.set_exception(TimeoutError())


async def once(loop: asyncio.AbstractEventLoop) -> str:
    future: asyncio.Future[str] = loop.create_future()
    loop.call_soon(future.set_result, "x")
    return await future
