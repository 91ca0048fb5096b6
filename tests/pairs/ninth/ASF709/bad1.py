"""Embedding a service in a host program: signals set up from worker threads."""
import asyncio
import functools
import logging
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from signal import signal as on_signal

log = logging.getLogger("embed")


class Reloader:
    def __init__(self, config) -> None:
        self.config = config
        self.reload_requested = threading.Event()
        self.stopping = threading.Event()

    def _install(self) -> None:
        signal.signal(signal.SIGHUP, self._on_hup)  # expect: ASF709

    def _on_hup(self, signum, frame) -> None:
        self.reload_requested.set()

    def watch(self) -> None:
        self._install()
        while not self.stopping.is_set():
            if self.reload_requested.wait(1.0):
                self.reload_requested.clear()
                self.config.load()

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.watch, name="reloader", daemon=True)
        thread.start()
        return thread


class LoopThread(threading.Thread):
    def __init__(self, main) -> None:
        super().__init__(name="loop", daemon=True)
        self.main = main
        self.loop: asyncio.AbstractEventLoop | None = None

    def run(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.loop.add_signal_handler(signal.SIGTERM, self._terminate)  # expect: ASF709
        try:
            self.loop.run_until_complete(self.main())
        finally:
            self.loop.close()

    def _terminate(self) -> None:
        log.info("terminating")
        self.loop.stop()


def self_pipe() -> socket.socket:
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    signal.set_wakeup_fd(writer.fileno())  # expect: ASF709
    return reader


def with_alarm(seconds: int, fn):
    @functools.wraps(fn)
    def limited(*args):
        previous = on_signal(signal.SIGALRM, _expired)  # expect: ASF709
        signal.alarm(seconds)
        try:
            return fn(*args)
        finally:
            signal.alarm(0)
            on_signal(signal.SIGALRM, previous)  # expect: ASF709

    return limited


def _expired(signum, frame) -> None:
    raise TimeoutError("job took too long")


def run_jobs(jobs: list[str], parse) -> list:
    with ThreadPoolExecutor(4) as pool:
        reader = pool.submit(self_pipe).result()
        log.debug("wake-up socket %r", reader)
        return list(pool.map(with_alarm(5, parse), jobs))
