import threading
from contextlib import nullcontext

import trio


class Registry:
    _guard = threading.RLock()

    def __init__(self, feed, tracer=None) -> None:
        self.feed = feed
        self.tracer = tracer or nullcontext()

    async def load(self) -> list[str]:
        held = self._guard
        with self.tracer, held:  # expect: ASF201
            return [name async for name in self.feed]

    async def settle(self) -> None:
        if not self.feed:
            return
        with Registry._guard:  # expect: ASF201
            await trio.sleep(0.1)
