import threading
import time
from typing import Callable


class ThreadScheduler:
    def __init__(self) -> None:
        self._timers: list[threading.Timer] = []

    def call_later(self, delay: float, fn: Callable[..., object], *args: object) -> threading.Timer:
        timer = threading.Timer(delay, fn, args)
        timer.daemon = True
        self._timers.append(timer)
        timer.start()
        return timer

    def cancel_all(self) -> None:
        for timer in self._timers:
            timer.cancel()


class Sprinkler:
    def __init__(self, valve, loop: ThreadScheduler) -> None:
        self._valve = valve
        self._loop = loop

    def _pulse(self, seconds: float) -> None:
        self._valve.open()
        time.sleep(seconds)
        self._valve.close()

    def plan(self, delay: float, seconds: float) -> None:
        self._loop.call_later(delay, self._pulse, seconds)
