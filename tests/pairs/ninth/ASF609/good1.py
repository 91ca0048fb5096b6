"""Receivers of a plotter control program."""
import asyncio
import logging
import multiprocessing
import queue
import threading

log = logging.getLogger("plotter")

_STOP = object()


class Plotter:
    def __init__(self, device) -> None:
        self.device = device
        self.moves: queue.Queue = queue.Queue(maxsize=64)
        self.lamps: queue.Queue = queue.Queue(maxsize=8)
        self.alarms: queue.Queue = queue.Queue(maxsize=8)
        self.stopping = threading.Event()
        self.threads = [
            threading.Thread(target=self._move),
            threading.Thread(target=self._lamp),
            threading.Thread(target=self._alarm, daemon=True),
        ]

    def start(self) -> None:
        for thread in self.threads:
            thread.start()

    def _move(self) -> None:
        while True:
            item = self.moves.get()
            if item is _STOP:
                break
            self.device.move(*item)

    def _lamp(self) -> None:
        while not self.stopping.is_set():
            try:
                state = self.lamps.get(timeout=0.5)
            except queue.Empty:
                continue
            self.device.lamp(state)

    def _alarm(self) -> None:
        while True:
            self.device.beep(self.alarms.get())

    def close(self) -> None:
        self.stopping.set()
        self.moves.put(_STOP)
        for thread in self.threads[:2]:
            thread.join()


def remote(conn) -> None:
    try:
        while True:
            log.info("remote command %r", conn.recv())
    except EOFError:
        log.info("parent closed the connection")


async def panel(events: asyncio.Queue, device) -> None:
    while True:
        event = await events.get()
        await device.show(event)


def main() -> None:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=remote, args=(receiver,))
    child.start()
    receiver.close()
    for n in range(3):
        sender.send(("pen", n))
    sender.close()
    child.join()


if __name__ == "__main__":
    main()
