"""Names that only look like locks: clocks, blocks and spans around awaits."""
import asyncio
import time
from contextlib import contextmanager, nullcontext


class Stopwatch:
    def __init__(self) -> None:
        self.elapsed = 0.0
        self._begin = 0.0

    def __enter__(self) -> "Stopwatch":
        self._begin = time.monotonic()
        return self

    def __exit__(self, *exc: object) -> None:
        self.elapsed = time.monotonic() - self._begin


@contextmanager
def code_block(title: str):
    print("begin", title)
    try:
        yield
    finally:
        print("end", title)


class Renderer:
    def __init__(self, unlock, tracer=None) -> None:
        self.clock = Stopwatch()
        self.unlock = unlock
        self.blocking = tracer or nullcontext()

    async def render(self, page: str) -> str:
        with self.clock:
            await asyncio.sleep(0.1)
        with code_block(page), self.blocking:
            await asyncio.sleep(0.1)
        with self.unlock:
            await asyncio.sleep(0)
        return f"{page}: {self.clock.elapsed:.1f}s"


async def main() -> None:
    print(await Renderer(nullcontext()).render("index"))


if __name__ == "__main__":
    asyncio.run(main())
