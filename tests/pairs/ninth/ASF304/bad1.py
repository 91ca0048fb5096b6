"""Thumbnail worker: downloads originals, renders, uploads."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("thumbs")


def render(blob: bytes, width: int) -> bytes:
    if not blob:
        raise ValueError("empty original")
    return blob[:width]


class Renderer:
    def __init__(self, workers: int = 4) -> None:
        self.pool = ThreadPoolExecutor(max_workers=workers)
        self.widths = (64, 128, 512)

    def warm(self, blob: bytes) -> None:
        run = self.pool.submit
        for width in self.widths:
            run(render, blob, width)  # expect: ASF304

    def prefetch(self, blobs: list[bytes]) -> None:
        log.debug("prefetching %d originals", len(blobs))
        self.pool.map(render, blobs, [64] * len(blobs))  # expect: ASF304

    def close(self) -> None:
        self.pool.shutdown(wait=True)


class Uploader:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._heartbeat: asyncio.Task[None] | None = None
        self.uploaded = 0

    async def start(self) -> None:
        self._heartbeat = asyncio.create_task(self._beat())  # expect: ASF304

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(10)
            log.info("%d uploaded", self.uploaded)

    async def put(self, key: str, blob: bytes) -> None:
        await asyncio.sleep(0.01)
        if key.endswith("/"):
            raise ValueError(key)
        self.uploaded += 1

    def put_from_thread(self, key: str, blob: bytes) -> None:
        assert threading.current_thread() is not threading.main_thread()
        asyncio.run_coroutine_threadsafe(self.put(key, blob), self._loop)  # expect: ASF304

    async def put_many(self, items: dict[str, bytes]) -> int:
        uploads = (self.put(key, blob) for key, blob in items.items())
        await asyncio.gather(*uploads, return_exceptions=True)  # expect: ASF304
        return self.uploaded


async def main() -> None:
    renderer = Renderer()
    uploader = Uploader(asyncio.get_running_loop())
    await uploader.start()
    try:
        renderer.warm(b"x" * 1000)
        renderer.prefetch([b"a", b"b"])
        await uploader.put_many({"k/1": b"1", "k/2": b"2"})
        await asyncio.to_thread(uploader.put_from_thread, "k/3", b"3")
    finally:
        await asyncio.to_thread(renderer.close)


if __name__ == "__main__":
    asyncio.run(main())
