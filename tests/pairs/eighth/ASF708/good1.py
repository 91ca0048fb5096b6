"""Nightly ETL: processes first, threads later, and never a fork in between."""
import asyncio
import logging
import multiprocessing
import os
import subprocess
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

log = logging.getLogger("etl")


def transform(name: str) -> int:
    return len(name)


def progress(stop: threading.Event) -> None:
    while not stop.wait(5):
        log.info("still running")


def run(names: list[str]) -> list[int]:
    """The pool's processes exist before the thread does."""
    stop = threading.Event()
    with multiprocessing.Pool(4) as pool:
        reporter = threading.Thread(target=progress, args=(stop,))
        reporter.start()
        try:
            return pool.map(transform, names)
        finally:
            stop.set()
            reporter.join()


def run_spawned(names: list[str]) -> list[int]:
    stop = threading.Event()
    reporter = threading.Thread(target=progress, args=(stop,), daemon=True)
    reporter.start()
    context = multiprocessing.get_context("spawn")
    try:
        with ProcessPoolExecutor(4, mp_context=context) as pool:
            return list(pool.map(transform, names))
    finally:
        stop.set()


class Service:
    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("forkserver"))

    async def transform(self, name: str) -> int:
        return await asyncio.get_running_loop().run_in_executor(self._pool, transform, name)

    def close(self) -> None:
        self._pool.shutdown()


def export(argv: list[str]) -> int:
    """An exec follows at once, without a hook in between."""
    stop = threading.Event()
    reporter = threading.Thread(target=progress, args=(stop,))
    reporter.start()
    try:
        return subprocess.Popen(argv, start_new_session=True).wait()
    finally:
        stop.set()
        reporter.join()


def detach() -> None:
    """Forks while there is one thread only."""
    if os.fork():
        os._exit(0)
    os.setsid()
    worker = threading.Thread(target=log.info, args=("detached",))
    worker.start()
    worker.join()


async def load(names: list[str]) -> list[int]:
    loop = asyncio.get_running_loop()
    with_threads = ThreadPoolExecutor(4)
    try:
        return await asyncio.gather(*(loop.run_in_executor(with_threads, transform, n) for n in names))
    finally:
        with_threads.shutdown(wait=False)


def serve(name: str) -> int:
    """Each child runs a loop of its own; the parent runs none."""
    child = multiprocessing.Process(target=_child, args=(name,))
    child.start()
    child.join()
    return child.exitcode or 0


def _child(name: str) -> None:
    asyncio.run(load([name]))
