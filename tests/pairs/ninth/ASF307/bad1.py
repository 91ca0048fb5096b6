"""Serial-to-TCP gateway daemon."""
import asyncio
import atexit
import functools
import logging
import signal

log = logging.getLogger("gateway")


class Port:
    def __init__(self, path: str) -> None:
        self.path = path
        self.opened = False
        self.lines = 0

    async def read_forever(self) -> None:
        while self.opened:
            await asyncio.sleep(0.1)
            self.lines += 1

    async def reopen(self, delay: float = 0.0) -> None:
        await asyncio.sleep(delay)
        self.opened = True

    async def close(self) -> None:
        await asyncio.sleep(0)
        self.opened = False


class Gateway:
    reset_signals = (signal.SIGHUP, signal.SIGUSR1)

    def __init__(self, ports: list[Port]) -> None:
        self.ports = ports
        self._tasks: set[asyncio.Task[None]] = set()

    async def _on_reader_done(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        await asyncio.sleep(1)

    def attach(self, port: Port) -> None:
        task = asyncio.create_task(port.read_forever())
        self._tasks.add(task)
        task.add_done_callback(self._on_reader_done)  # expect: ASF307

    def schedule_reopen(self, port: Port) -> None:
        loop = asyncio.get_running_loop()
        again = functools.partial(port.reopen, delay=0.5)
        loop.call_later(5, again)  # expect: ASF307
        log.debug("reopening %s in 5 s", port.path)

    def install(self) -> None:
        add = asyncio.get_running_loop().add_signal_handler
        for signum in self.reset_signals:
            add(signum, self.reset)  # expect: ASF307

    async def reset(self) -> None:
        for port in list(self.ports):
            await port.close()
            await port.reopen()

    async def serve(self) -> None:
        self.install()
        for port in self.ports:
            await port.reopen()
            self.attach(port)
        await asyncio.gather(*self._tasks)


def main() -> None:
    port = Port("/dev/ttyUSB0")
    atexit.register(port.close)  # expect: ASF307
    gateway = Gateway([port])
    try:
        asyncio.run(gateway.serve())
    except KeyboardInterrupt:
        log.info("bye")


if __name__ == "__main__":
    main()
