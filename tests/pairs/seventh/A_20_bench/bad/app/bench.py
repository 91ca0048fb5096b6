import contextlib
import time

import trio

from .instrument import Instrument
from .logger import DataLogger


class Bench:
    def __init__(self, logger, instruments):
        self.logger = logger
        self.instruments = instruments
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self):
        self.nursery = await self._stack.enter_async_context(trio.open_nursery())
        self.nursery.start_soon(self.logger.run)  # expect: ASF418
        self.nursery.start_soon(self.logger.flush_marks)
        return self

    async def __aexit__(self, *exc):
        self.nursery.cancel_scope.cancel()
        return await self._stack.__aexit__(*exc)

    async def measure(self, instrument, count):
        async with instrument:
            await self.logger.add(await instrument.identify())
            for _ in range(count):
                await self.logger.add(await instrument.query("MEAS:VOLT?"))
                time.sleep(0.1)  # expect: ASF101

    async def sweep(self, count):
        async with trio.open_nursery() as nursery:
            for instrument in self.instruments:
                nursery.start_soon(self.measure, instrument, count)


async def main():
    bench = Bench(DataLogger("volts.txt"), [Instrument("dmm1"), Instrument("dmm2")])
    async with bench:
        with trio.move_on_at(trio.current_time() + 600):
            await bench.sweep(100)


def report(path):
    while True:
        with open(path) as fh:
            print(sum(1 for _ in fh), "lines")
        time.sleep(5)
