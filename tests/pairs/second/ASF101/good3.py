import asyncio
import logging
import threading
import time

_LOGGER = logging.getLogger(__name__)


class Watchdog(threading.Thread):
    def __init__(self, device, interval: float = 5.0) -> None:
        super().__init__(daemon=True, name="watchdog")
        self._device = device
        self._interval = interval
        self._halt = threading.Event()

    def run(self) -> None:
        while not self._halt.wait(self._interval):
            try:
                self._device.kick()
            except OSError as err:
                _LOGGER.warning("kick failed: %s", err)
                time.sleep(1)

    def halt(self) -> None:
        self._halt.set()


class Supervisor:
    def __init__(self, device) -> None:
        self._watchdog = Watchdog(device)

    async def start(self) -> None:
        self._watchdog.start()

    async def stop(self) -> None:
        self._watchdog.halt()
        await asyncio.to_thread(self._watchdog.join)
