"""Supervisor of a print farm: threads, children and an event loop."""
import asyncio
import logging
import multiprocessing
import os
import subprocess
import threading
import time
from concurrent.futures import ProcessPoolExecutor

log = logging.getLogger("farm")


def slice_model(path: str) -> int:
    return os.path.getsize(path)


class Supervisor:
    def __init__(self, models: list[str]) -> None:
        self.models = models
        self.stopping = threading.Event()
        self.monitor = threading.Thread(target=self._watch, daemon=True)
        self.children: list[multiprocessing.Process] = []

    def _watch(self) -> None:
        while not self.stopping.wait(1.0):
            log.debug("%d children", len(self.children))

    def start(self) -> None:
        self.monitor.start()
        for model in self.models:
            child = multiprocessing.Process(target=slice_model, args=(model,))
            child.start()  # expect: ASF708
            self.children.append(child)

    def stop(self) -> None:
        self.stopping.set()
        for child in self.children:
            child.join()
        self.monitor.join()


def daemonize(pidfile: str) -> None:
    ticker = threading.Thread(target=time.sleep, args=(3600,), daemon=True)
    ticker.start()
    if os.fork() > 0:  # expect: ASF708
        os._exit(0)
    os.setsid()
    with open(pidfile, "w") as out:
        out.write(str(os.getpid()))


async def slice_all(models: list[str]) -> list[int]:
    loop = asyncio.get_running_loop()
    safe = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    warm = await loop.run_in_executor(safe, slice_model, models[0])
    safe.shutdown(wait=False)
    log.info("warm-up: %d bytes", warm)
    executor = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork"))
    try:
        return await asyncio.gather(
            *(loop.run_in_executor(executor, slice_model, m) for m in models)  # expect: ASF708
        )
    finally:
        executor.shutdown(wait=False)


def run_tool(command: list[str]) -> int:
    reader = threading.Thread(target=log.info, args=("running %r", command))
    reader.start()
    tool = subprocess.Popen(command, preexec_fn=os.setsid)  # expect: ASF708
    code = tool.wait()
    reader.join()
    return code


def main(models: list[str]) -> None:
    supervisor = Supervisor(models)
    supervisor.start()
    log.info("%r", asyncio.run(slice_all(models)))
    supervisor.stop()


if __name__ == "__main__":
    main(["/etc/hosts"])
