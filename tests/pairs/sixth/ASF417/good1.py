import asyncio
import signal

import anyio
import trio


class Daemon:
    def __init__(self) -> None:
        self.stopping = asyncio.Event()

    async def run(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stopping.set)
        await self.stopping.wait()
        loop.remove_signal_handler(signal.SIGINT)


async def trio_reload(path: str) -> None:
    with trio.open_signal_receiver(signal.SIGHUP) as signals:
        async for number in signals:
            print("reload", path, signal.strsignal(number))


async def anyio_wait() -> int:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        async for number in signals:
            return number
    return 0


async def describe() -> str:
    await asyncio.sleep(0)
    return repr(signal.getsignal(signal.SIGTERM))


class Bus:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def signal(self, name: str) -> None:
        self.sent.append(name)


async def emit(bus: Bus) -> None:
    bus.signal("ready")
    await asyncio.sleep(0)


def ignore_pipe() -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def main() -> None:
    ignore_pipe()
    signal.signal(signal.SIGUSR2, lambda number, frame: print("usr2"))
    asyncio.run(Daemon().run())


if __name__ == "__main__":
    main()
