"""Bridge between a GPIO board and an asyncio home controller."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("gpio")


class Board:
    def __init__(self, driver, loop: asyncio.AbstractEventLoop) -> None:
        self._driver = driver
        self._loop = loop
        self.presses: asyncio.Queue[int] = asyncio.Queue()
        self._thread = threading.Thread(target=self._listen, name="gpio", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def _listen(self) -> None:
        for pin in self._driver.edges():
            if pin < 0:
                log.warning("edge on unknown pin")
                continue
            self._pressed(pin)

    def _pressed(self, pin: int) -> None:
        self.presses.put_nowait(pin)  # expect: ASF701


async def calibrate(driver, pool: ThreadPoolExecutor) -> float:
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    def measure() -> None:
        value = driver.calibrate()
        answer.set_result(value)  # expect: ASF701

    job = loop.run_in_executor(pool, measure)
    value = await answer
    await job
    return value


def sample(driver, ready: asyncio.Event) -> list[int]:
    values = [driver.read(pin) for pin in range(8)]
    signal_ready = ready.set
    signal_ready()  # expect: ASF701
    return values


async def snapshot(driver) -> list[int]:
    ready = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(asyncio.to_thread(sample, driver, ready))
        await ready.wait()
        log.info("pins sampled")
    return reading.result()


class Blinker:
    def __init__(self, loop: asyncio.AbstractEventLoop, pin: int) -> None:
        self.loop = loop
        self.pin = pin
        self._timer: threading.Timer | None = None

    def blink_after(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._fire)
        self._timer.start()

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def toggle(self) -> None:
        log.debug("toggle %d", self.pin)

    def _fire(self) -> None:
        if (loop := self.loop).is_running():
            loop.call_soon(self.toggle)  # expect: ASF701


async def handle(board: Board) -> None:
    while True:
        pin = await board.presses.get()
        log.info("button %d", pin)
