"""Graceful shutdown of an SMTP relay."""
import asyncio
import logging
import multiprocessing
import os
import signal
import threading

log = logging.getLogger("relay")
stopping = threading.Event()


def request_stop(signum: int, frame) -> None:
    raise SystemExit(128 + signum)


def stop() -> None:
    stopping.set()


def deliver(period: float) -> None:
    previous = signal.getsignal(signal.SIGTERM)
    log.debug("handler is %r", previous)
    while not stopping.wait(period):
        log.debug("delivering")
    os.kill(os.getpid(), signal.SIGCONT)


def install() -> None:
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, request_stop)
        signal.signal(signal.SIGINT, request_stop)


def embedded(period: float) -> None:
    """May be started on a thread by an embedding program."""
    install()
    deliver(period)


def embed(period: float) -> threading.Thread:
    thread = threading.Thread(target=embedded, args=(period,))
    thread.start()
    return thread


def spool_process(path: str) -> None:
    """The main thread of a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log.info("spooling to %s", path)


def start_spool(path: str) -> multiprocessing.Process:
    process = multiprocessing.get_context("spawn").Process(target=spool_process, args=(path,), daemon=True)
    process.start()
    return process


class Reloader(threading.Thread):
    """Asks the loop, which runs on the main thread, to install the handler."""

    def __init__(self, loop: asyncio.AbstractEventLoop, reload) -> None:
        super().__init__(daemon=True)
        self._loop = loop
        self._reload = reload

    def run(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.add_signal_handler, signal.SIGHUP, self._reload)


async def serve(reload) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    reloader = Reloader(loop, reload)
    reloader.start()
    await stop.wait()


def blocked(period: float) -> None:
    """Masks are per thread."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    deliver(period)


def main() -> None:
    signal.signal(signal.SIGTERM, request_stop)
    worker = threading.Thread(target=blocked, args=(1.0,))
    worker.start()
    try:
        worker.join()
    finally:
        stop()


if __name__ == "__main__":
    main()
