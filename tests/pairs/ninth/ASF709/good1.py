"""Entry point of a download daemon."""
import asyncio
import logging
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("downloadd")

_main = threading.main_thread()


class Daemon:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.stopping = threading.Event()
        self.wake: asyncio.Event | None = None

    def install(self) -> None:
        signal.signal(signal.SIGTERM, self._on_term)
        signal.signal(signal.SIGINT, self._on_term)

    def _on_term(self, signum, frame) -> None:
        self.stopping.set()

    def worker(self, url: str) -> str:
        if self.stopping.is_set():
            return "skipped"
        log.info("fetching %s with %r", url, signal.getsignal(signal.SIGTERM))
        return url

    def give_up(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    def run(self) -> list[str]:
        self.install()
        with ThreadPoolExecutor(4) as pool:
            watchdog = threading.Timer(60, self.give_up)
            watchdog.start()
            try:
                return list(pool.map(self.worker, self.urls))
            finally:
                watchdog.cancel()

    async def serve(self) -> None:
        loop = asyncio.get_running_loop()
        self.wake = asyncio.Event()
        loop.add_signal_handler(signal.SIGHUP, self.wake.set)
        await self.wake.wait()


def ignore_pipe_errors() -> None:
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def background() -> None:
    ignore_pipe_errors()
    log.info("background work on %s", threading.current_thread().name)


def block_signals() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})


def main(urls: list[str]) -> None:
    daemon = Daemon(urls)
    helpers = [threading.Thread(target=background), threading.Thread(target=block_signals)]
    for helper in helpers:
        helper.start()
    log.info("%r", daemon.run())
    asyncio.run(daemon.serve())
    for helper in helpers:
        helper.join()
