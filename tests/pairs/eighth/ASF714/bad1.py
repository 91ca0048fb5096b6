"""Renders map tiles; started with `python -m tiles`."""
from __future__ import annotations

import logging
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("tiles")
ZOOM = int(os.environ.get("ZOOM", "3"))


def render(zoom: int) -> int:
    log.info("zoom level %d", zoom)
    return 4**zoom


def compress(path: str) -> None:
    log.info("compressing %s", path)


workers = multiprocessing.Pool(4)  # expect: ASF714


class Settings:
    sizes = {256, 512}
    preview = Process(target=render, args=(0,), daemon=True)
    preview.start()  # expect: ASF714


def render_all(levels: range) -> int:
    total = sum(workers.map(render, levels))
    log.info("%d tiles", total)
    return total


def compress_all(paths: list[str]) -> None:
    children = [Process(target=compress, args=(path,)) for path in paths]
    for child in children:
        child.start()
    for child in children:
        child.join()


executor = ProcessPoolExecutor(max_workers=2)
try:
    first = executor.submit(render, ZOOM)  # expect: ASF714
    log.info("first level: %d tiles", first.result())
finally:
    executor.shutdown()

if len(sys.argv) > 1:
    compress_all(sys.argv[1:])  # expect: ASF714


if __name__ == "__main__":
    render_all(range(ZOOM))
    workers.close()
    workers.join()
