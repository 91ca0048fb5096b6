import asyncio
import logging

from .bench import Bench

log = logging.getLogger(__name__)


class Lab(Bench):
    def rescan(self):
        fresh = self.bus.scan()
        with self._state:
            self._found[:] = fresh

    def power_off(self):
        with self.bus.lock:
            log.info("cutting power")
            self.bus.port.power(False)
        with self._state:
            self._found.clear()

    def drop(self, address):
        with self._state:
            if address in self._found:
                self._found.remove(address)

    async def calibrate(self):
        await asyncio.to_thread(self._calibrate)

    def _calibrate(self):
        with self.bus.owner:
            self.bus.write(0, b"CAL")

    def burst(self, frames):
        self.bus.slots.acquire()
        try:
            for frame in frames:
                self.bus.write(1, frame)
        finally:
            self.bus.slots.release()

    def summary(self):
        return ", ".join(map(str, self.found))
