"""Stage lighting: fades run on threads, shows end in order."""
import logging
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

log = logging.getLogger("lights")


def fade(channel: int) -> None:
    log.debug("fading %d", channel)


class Console:
    def __init__(self) -> None:
        self._stop = threading.Event()
        self._refresh = threading.Thread(target=self._loop)

    def start(self) -> None:
        self._refresh.start()

    def close(self) -> None:
        self._stop.set()
        self._refresh.join()

    def _loop(self) -> None:
        while not self._stop.wait(0.02):
            fade(0)


def fade_all(channels: list[int]) -> None:
    threads = []
    for channel in channels:
        thread = threading.Thread(target=fade, args=(channel,))
        thread.start()
        threads.append(thread)
    while threads:
        threads.pop().join()


def flash(channel: int) -> None:
    threading.Thread(target=fade, args=(channel,), daemon=True).start()


def begin(channel: int) -> threading.Thread:
    """The caller joins."""
    thread = threading.Thread(target=fade, args=(channel,))
    thread.start()
    return thread


def cue(channel: int) -> None:
    begin(channel).join()


@contextmanager
def strobe(channel: int):
    process = multiprocessing.get_context("spawn").Process(target=fade, args=(channel,))
    process.start()
    try:
        yield process
    finally:
        process.terminate()
        process.join()


def scene(channels: list[int]) -> None:
    with ExitStack() as stack:
        for channel in channels:
            thread = threading.Thread(target=fade, args=(channel,))
            thread.start()
            stack.callback(thread.join)


def blackout_in(seconds: float, channel: int) -> threading.Timer:
    timer = threading.Timer(seconds, fade, [channel])
    timer.daemon = True
    timer.start()
    return timer


def rehearse(channels: list[int]) -> None:
    with ThreadPoolExecutor(2) as pool:
        for job in [pool.submit(fade, channel) for channel in channels]:
            job.result()


class Engine:
    """`start` of something else."""

    def start(self) -> None:
        log.info("engine on")


def show() -> None:
    Engine().start()
    console = Console()
    console.start()
    try:
        scene([1, 2, 3])
    finally:
        console.close()
