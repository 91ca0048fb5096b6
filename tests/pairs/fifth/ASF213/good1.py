"""Reentrant, not blocking, or not in such code."""
import asyncio
import queue
import signal
import threading

_lock = threading.Lock()
_rlock = threading.RLock()
_events: "queue.SimpleQueue[int]" = queue.SimpleQueue()


def handler(number, frame) -> None:
    _events.put(number)


def other(number, frame) -> None:
    if _lock.acquire(blocking=False):
        _lock.release()


signal.signal(signal.SIGUSR1, handler)
signal.signal(signal.SIGUSR2, other)


class Resource:
    def __del__(self) -> None:
        with _rlock:
            print("gone")


def on_term() -> None:
    with _lock:
        print("stopping")


async def main() -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, on_term)
