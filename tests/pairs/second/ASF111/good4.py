from typing import AsyncIterator


class Subscription:
    def __init__(self, source) -> None:
        self._source = source
        self._handlers: list = []

    def _batch(self) -> AsyncIterator[dict]:
        return self._source.batch(max_items=50)

    async def run(self) -> None:
        while True:
            items = [item async for item in self._batch() if item["kind"] != "ping"]
            for handler in tuple(self._handlers):
                handler(items)

    async def relay(self, sink) -> None:
        while True:
            async for item in self._batch():
                sink.put_nowait(item)
