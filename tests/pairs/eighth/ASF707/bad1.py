"""Feature extraction for an audio search engine."""
from __future__ import annotations

import asyncio
import logging
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

log = logging.getLogger("features")


def spectrum(path: str) -> int:
    return len(path)


class Extractor:
    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._done = 0
        self._lock = threading.Lock()

    def extract(self, path: str) -> int:
        size = spectrum(path) * self.rate
        with self._lock:
            self._done += 1
        return size

    def extract_all(self, paths: list[str]) -> list[int]:
        with ProcessPoolExecutor(4) as pool:
            return list(pool.map(self.extract, paths))  # expect: ASF707


def loudness(paths: list[str], gain: float) -> list[float]:
    def scaled(path: str) -> float:
        return spectrum(path) * gain

    with multiprocessing.Pool() as pool:
        return pool.map(scaled, paths)  # expect: ASF707


def tag(path: str, counter) -> None:
    with counter.get_lock():
        counter.value += 1
    log.info("tagged %s", path)


def tag_all(paths: list[str]) -> None:
    context = get_context("spawn")
    counter = context.Value("i", 0)
    with context.Pool(2) as pool:
        jobs = [pool.apply_async(tag, (path, counter)) for path in paths]  # expect: ASF707
        for job in jobs:
            job.get()


def serve(log_file, names: list[str]) -> None:
    for name in names:
        log_file.write(name + "\n")


def start_server(names: list[str]) -> None:
    context = get_context("forkserver")
    with open("server.log", "w") as log_file:
        server = context.Process(target=serve, args=(log_file, names))  # expect: ASF707
        server.start()
        server.join()


async def search(needle: str, paths: list[str]) -> list[bool]:
    loop = asyncio.get_running_loop()
    pool = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    try:
        matches = lambda path: needle in path
        return await asyncio.gather(
            *[loop.run_in_executor(pool, matches, path) for path in paths]  # expect: ASF707
        )
    finally:
        pool.shutdown(wait=False)
