import asyncio
import functools
import threading
import time
from time import sleep


class Backoff:
    def __init__(self, base=0.1, cap=5.0):
        self.base = base
        self.cap = cap
        self.tries = 0

    async def pause(self):
        self.tries += 1
        await asyncio.sleep(min(self.cap, self.base * 2 ** self.tries))

    def pause_in_thread(self):
        time.sleep(self.base)


class FakeClock:
    def __init__(self):
        self.now = 0.0

    def sleep(self, seconds):
        self.now += seconds


async def call_with_retry(fn, *args):
    backoff = Backoff()
    while True:
        try:
            return await fn(*args)
        except ConnectionError:
            await backoff.pause()


async def warm_up_relay(relay):
    def hold():
        relay.on()
        sleep(0.5)
        relay.off()

    await asyncio.to_thread(hold)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, functools.partial(time.sleep, 0.1))
    await asyncio.to_thread(lambda: time.sleep(0.2))


async def simulate(steps):
    time = FakeClock()
    for _ in range(steps):
        time.sleep(1)
        await asyncio.sleep(0)
    return time.now


def blinker(stop: threading.Event):
    while not stop.is_set():
        sleep(0.25)


def start_blinker():
    stop = threading.Event()
    thread = threading.Thread(target=blinker, args=(stop,), daemon=True)
    thread.start()
    return stop
