from __future__ import annotations

import contextlib
import time

import trio


@contextlib.contextmanager
def timed(label: str):
    begin = time.perf_counter()
    try:
        yield
    finally:
        print(label, time.perf_counter() - begin)


async def render(page: str) -> str:
    await trio.sleep(0.1)
    return page.title()


class Renderer:
    async def _draw(self, page: str) -> str:
        return await render(page)

    def draw(self, page: str):
        with timed(page):
            return self._draw(page)  # expect: ASF309


class Retrying(Renderer):
    def draw(self, page: str):
        try:
            return self._draw(page)  # expect: ASF309
        finally:
            print("drawn", page)


async def bounded(page: str):
    await trio.sleep(0)
    with contextlib.suppress(OSError):
        return render(page)  # expect: ASF309
