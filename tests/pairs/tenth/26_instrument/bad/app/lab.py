import asyncio
import logging

from .bench import Bench

log = logging.getLogger(__name__)


class Lab(Bench):
    def rescan(self):
        with self._state:
            self._found[:] = self.bus.scan()  # expect: ASF204

    def power_off(self):
        with self.bus.lock:
            with self._state:  # expect: ASF204
                self._found.clear()
            self.bus.port.power(False)

    def drop(self, address):
        with self._state:
            if address in self.found:  # expect: ASF203
                self._found.remove(address)

    async def calibrate(self):
        await asyncio.to_thread(self.bus.owner.acquire)  # expect: ASF212
        try:
            await asyncio.to_thread(self.bus.write, 0, b"CAL")
        finally:
            self.bus.owner.release()

    def _calibrate(self):
        with self.bus.owner:
            self.bus.write(0, b"CAL")

    def burst(self, frames):
        self.bus.slots.acquire()
        try:
            for frame in frames:
                self.bus.write(1, frame)
            self.bus.slots.release()
        finally:
            self.bus.slots.release()  # expect: ASF216

    def summary(self):
        return ", ".join(map(str, self.found))
