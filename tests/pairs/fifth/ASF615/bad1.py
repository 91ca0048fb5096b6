"""An answer and a timeout both finish the future."""
import asyncio


class Call:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.future: asyncio.Future[str] = loop.create_future()
        loop.call_later(5, self._expire)

    def on_reply(self, text: str) -> None:
        self.future.set_result(text)  # expect: ASF615

    def _expire(self) -> None:
        self.future.set_exception(TimeoutError())  # expect: ASF615
