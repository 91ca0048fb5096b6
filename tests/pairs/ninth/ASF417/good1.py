"""Supervisor daemon: signals are set up where they belong."""
import asyncio
import functools
import logging
import multiprocessing
import signal
import threading
from typing import Callable

import trio

log = logging.getLogger("daemon")


class Signal:
    """Tiny observer, in the style of blinker."""

    def __init__(self) -> None:
        self._receivers: list[Callable[[str], None]] = []

    def connect(self, receiver: Callable[[str], None]) -> None:
        self._receivers.append(receiver)

    def signal(self, name: str, sender: str) -> None:
        for receiver in self._receivers:
            receiver(f"{name} from {sender}")


def child(seconds: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Event().wait(seconds)


class Daemon:
    def __init__(self) -> None:
        self.events = Signal()
        self.stopping = asyncio.Event()
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        for signum in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(signum, self.stopping.set)
        loop.add_signal_handler(signal.SIGHUP, functools.partial(self.reload))

    async def spawn(self, seconds: float) -> int | None:
        process = multiprocessing.get_context("spawn").Process(target=child, args=(seconds,))
        process.start()
        await asyncio.to_thread(process.join)
        return process.exitcode

    async def run(self) -> None:
        self.install(asyncio.get_running_loop())
        self.events.connect(log.info)
        self.events.signal("started", signal.strsignal(signal.SIGTERM) or "?")
        log.debug("SIGPIPE is %s", signal.getsignal(signal.SIGPIPE))
        print(await self.spawn(0.1))
        signal.raise_signal(signal.SIGTERM)
        await self.stopping.wait()


async def trio_main() -> None:
    with trio.open_signal_receiver(signal.SIGTERM, signal.SIGHUP) as signals:
        async for signum in signals:
            if signum == signal.SIGTERM:
                return
            log.info("reload on %s", signum)


async def amain() -> None:
    await Daemon().run()


def main(use_trio: bool = False) -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if use_trio:
        trio.run(trio_main)
    else:
        asyncio.run(amain())


if __name__ == "__main__":
    main()
