"""Event pump of a kiosk: GUI commands, card reader and printer status."""
import asyncio
import logging
import queue
import threading
from queue import Empty

import anyio

log = logging.getLogger("kiosk")


class Pump:
    def __init__(self, window) -> None:
        self.window = window
        self.commands: queue.Queue = queue.Queue(maxsize=100)
        self.cards: queue.SimpleQueue = queue.SimpleQueue()
        self.handled = 0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self.run, daemon=True)
        self._thread.start()

    def run(self) -> None:
        while True:
            try:
                command = self.commands.get_nowait()  # expect: ASF613
            except queue.Empty:
                continue
            if command is None:
                break
            self.window.execute(command)
            self.handled = self.handled + 1

    def next_card(self) -> str:
        card = None
        while card is None:
            try:
                card = self.cards.get(block=False)  # expect: ASF613
            except Empty:
                log.debug("no card yet")
        return card


class Status:
    def __init__(self) -> None:
        self.updates: asyncio.Queue = asyncio.Queue(maxsize=10)
        self.last = ""

    async def follow(self) -> None:
        poll = self.updates.get_nowait
        while True:
            try:
                self.last = poll()  # expect: ASF613
            except asyncio.QueueEmpty:
                pass
            else:
                await self.show(self.last)

    async def show(self, text: str) -> None:
        log.info("status: %s", text)
        await asyncio.sleep(0)


async def drain_receipts(stream, printer) -> None:
    while True:
        try:
            receipt = stream.receive_nowait()  # expect: ASF613
        except anyio.WouldBlock:
            continue
        except anyio.EndOfStream:
            return
        await printer.print(receipt)


def start(window) -> Pump:
    pump = Pump(window)
    pump.start()
    threading.Thread(target=pump.next_card, daemon=True).start()
    return pump
