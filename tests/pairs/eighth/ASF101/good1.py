"""Simulated clockwork for a model railway controller."""
import asyncio
import logging
import threading
import time
from asyncio import sleep
from concurrent.futures import ThreadPoolExecutor

import anyio

log = logging.getLogger("railway")


class VirtualClock:
    """Speeds time up during demonstrations."""

    def __init__(self, factor: float) -> None:
        self.factor = factor

    def time(self) -> float:
        return time.time() * self.factor

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds / self.factor)


class Relay:
    def __init__(self, pin: int) -> None:
        self.pin = pin
        self.pulses = 0

    def pulse(self, seconds: float) -> int:
        log.debug("pin %d high", self.pin)
        time.sleep(seconds)
        log.debug("pin %d low", self.pin)
        return self.pin


async def depart(train: str, time: VirtualClock) -> float:
    log.info("%s leaves in two minutes", train)
    await time.sleep(120)
    return time.time()


async def blink(count: int) -> None:
    for _ in range(count):
        await sleep(0.25)
        log.debug("blink")


async def throw_switch(relay: Relay, pool: ThreadPoolExecutor) -> int:
    def settle() -> int:
        time.sleep(0.3)
        return relay.pulse(0.1)

    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(pool, settle)


async def hold_signal(seconds: float) -> None:
    await asyncio.to_thread(time.sleep, seconds)
    await asyncio.to_thread(lambda: time.sleep(seconds / 10))


def watchdog(stop: threading.Event) -> None:
    while not stop.is_set():
        log.debug("heartbeat")
        time.sleep(1)


async def operate(pool: ThreadPoolExecutor) -> None:
    clock = VirtualClock(60)
    pins = await throw_switch(Relay(4), pool)
    log.info("pins %s", pins)
    await hold_signal(0.1)
    await blink(3)
    log.info("departed at %s", await depart("IC 571", clock))


def main() -> None:
    stop = threading.Event()
    dog = threading.Thread(target=watchdog, args=(stop,), daemon=True)
    dog.start()
    time.sleep(0.1)
    try:
        with ThreadPoolExecutor(max_workers=2) as pool:
            asyncio.run(operate(pool))
    finally:
        stop.set()
        dog.join()


if __name__ == "__main__":
    main()
