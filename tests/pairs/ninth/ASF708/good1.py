"""Backup supervisor: processes first, threads later."""
import asyncio
import logging
import multiprocessing
import os
import subprocess
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

log = logging.getLogger("backup")


def pack(path: str) -> int:
    return os.path.getsize(path)


class Supervisor:
    def __init__(self, paths: list[str]) -> None:
        self.paths = paths
        self.children = [multiprocessing.Process(target=pack, args=(p,)) for p in paths]
        self.stopping = threading.Event()
        self.monitor = threading.Thread(target=self._watch, daemon=True)

    def _watch(self) -> None:
        while not self.stopping.wait(1.0):
            log.debug("%d alive", sum(child.is_alive() for child in self.children))

    def run(self) -> None:
        for child in self.children:
            child.start()
        self.monitor.start()
        for child in self.children:
            child.join()
        self.stopping.set()
        self.monitor.join()


def spawned(paths: list[str]) -> list[int]:
    context = multiprocessing.get_context("spawn")
    heartbeat = threading.Thread(target=log.info, args=("packing",))
    heartbeat.start()
    try:
        with context.Pool(2) as pool:
            return pool.map(pack, paths)
    finally:
        heartbeat.join()


def run_tool(command: list[str]) -> int:
    reader = threading.Thread(target=log.info, args=("running %r", command))
    reader.start()
    tool = subprocess.Popen(command, start_new_session=True)
    code = tool.wait()
    reader.join()
    return code


async def pack_all(paths: list[str]) -> list[int]:
    loop = asyncio.get_running_loop()
    context = multiprocessing.get_context("forkserver")
    executor = ProcessPoolExecutor(2, mp_context=context)
    try:
        jobs = [loop.run_in_executor(executor, pack, path) for path in paths]
        return await asyncio.gather(*jobs)
    finally:
        executor.shutdown(wait=False)


def daemonize() -> None:
    if os.fork() > 0:
        os._exit(0)
    os.setsid()


def sizes(paths: list[str]) -> list[int]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(os.path.getsize, paths))


def main(paths: list[str]) -> None:
    daemonize()
    Supervisor(paths).run()
    log.info("%r %r", spawned(paths), sizes(paths))
    log.info("%r", asyncio.run(pack_all(paths)))
    run_tool(["sync"])


if __name__ == "__main__":
    main(["/etc/hosts"])
