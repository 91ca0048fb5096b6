"""Greenhouse automation: valves, timers, and a small dashboard."""
from __future__ import annotations

import asyncio
import logging
import threading
from typing import Awaitable, Callable, Iterable

log = logging.getLogger("greenhouse")


class Valve:
    def __init__(self, name: str, litres: float) -> None:
        self.name = name
        self.litres = litres
        self.open = False

    def set(self, value: bool) -> None:
        self.open = value
        log.info("%s -> %s", self.name, "open" if value else "closed")

    async def measure(self) -> float:
        await asyncio.sleep(0.05)
        return self.litres


class Dashboard:
    def __init__(self) -> None:
        self.buttons: dict[str, Callable[[], None]] = {}
        self.gauges: list[Callable[[], Awaitable[float]]] = []

    def build(self, valves: Iterable[Valve]) -> None:
        for valve in valves:
            label = valve.name.title()
            self.buttons[label] = lambda: log.info("pressed %s", label)  # expect: ASF310
        self.gauges = [lambda: valve.measure() for valve in valves]  # expect: ASF310

    def press(self, label: str) -> None:
        self.buttons[label]()


class Schedule:
    def __init__(self, valves: list[Valve]) -> None:
        self.valves = valves

    def arm(self, loop: asyncio.AbstractEventLoop) -> None:
        for delay, valve in enumerate(self.valves, start=1):
            loop.call_later(delay, lambda: valve.set(True))  # expect: ASF310
            loop.call_later(delay + 5, valve.set, False)

    async def survey(self) -> list[float]:
        tasks: list[asyncio.Task[float]] = []
        pending = list(self.valves)
        while pending:
            current = pending.pop()

            async def probe() -> float:
                value = await current.measure()  # expect: ASF310
                return round(value, 1)

            tasks.append(asyncio.create_task(probe()))
        return await asyncio.gather(*tasks)


def flush_all(valves: list[Valve]) -> None:
    threads = []
    for valve in valves:

        def flush(seconds: float = 0.2) -> None:
            event = threading.Event()
            event.wait(seconds)
            valve.set(False)  # expect: ASF310

        threads.append(threading.Thread(target=flush))
        threads[-1].start()
    for thread in threads:
        thread.join()


async def main() -> None:
    valves = [Valve("tomato", 1.5), Valve("basil", 0.4)]
    board = Dashboard()
    board.build(valves)
    board.press("Basil")
    schedule = Schedule(valves)
    schedule.arm(asyncio.get_running_loop())
    log.info("survey: %s", await schedule.survey())
    log.info("gauges: %s", [await gauge() for gauge in board.gauges])
    await asyncio.to_thread(flush_all, valves)


if __name__ == "__main__":
    asyncio.run(main())
