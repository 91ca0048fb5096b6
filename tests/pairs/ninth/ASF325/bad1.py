"""Modbus poller that has been around since Python 3.5."""
import asyncio
import logging
import signal
import sys
from asyncio import Task, get_event_loop as current_loop

log = logging.getLogger("modbus")


class Slave:
    def __init__(self, unit: int) -> None:
        self.unit = unit
        self.registers: dict[int, int] = {}

    async def read(self, register: int) -> int:
        await asyncio.sleep(0.01)
        return self.registers.get(register, 0)


class Poller:
    def __init__(self, slaves: list[Slave], loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.slaves = slaves
        self.idle = asyncio.Event(loop=loop)  # expect: ASF325
        self.values: dict[int, int] = {}

    async def poll(self, slave: Slave, register: int) -> None:
        options = {"timeout": 2.0}
        try:
            value = await asyncio.wait_for(slave.read(register), loop=self.loop, **options)  # expect: ASF325
        except asyncio.TimeoutError:
            log.warning("unit %d does not answer", slave.unit)
            return
        self.values[slave.unit] = value

    async def run(self, rounds: int) -> None:
        for _ in range(rounds):
            self.idle.clear()
            for slave in self.slaves:
                await self.poll(slave, 40001)
            self.idle.set()
            await asyncio.sleep(0.5)

    def census(self) -> str:
        names = sorted(str(task) for task in Task.all_tasks(loop=self.loop))  # expect: ASF325
        return "\n".join(names)

    def future(self) -> "asyncio.Future[int]":
        return asyncio.Future(loop=self.loop)


def main(argv: list[str]) -> int:
    loop = current_loop()  # expect: ASF325
    poller = Poller([Slave(1), Slave(2)], loop)
    if sys.platform != "win32":
        loop.add_signal_handler(signal.SIGUSR1, lambda: log.info(poller.census()))
    try:
        loop.run_until_complete(poller.run(int(argv[0]) if argv else 3))
    except KeyboardInterrupt:
        log.info("interrupted")
    finally:
        loop.close()
    print(poller.values)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    sys.exit(main(sys.argv[1:]))
