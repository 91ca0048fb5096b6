"""Ledger: postings are queued for the journal writer."""
import asyncio
import logging
import queue
import threading

log = logging.getLogger("ledger")


class Ledger:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._journal: queue.Queue = queue.Queue(maxsize=10)
        self._balance = 0
        self._written = 0
        self._writer = threading.Thread(target=self._write, daemon=True)

    def start(self) -> None:
        self._writer.start()

    def post(self, amount: int) -> None:
        with self._lock:
            self._balance += amount
            self._journal.put(amount)  # expect: ASF616

    def correct(self, amounts: list[int]) -> None:
        self._lock.acquire()
        try:
            self._balance = sum(amounts)
            for amount in amounts:
                self._enqueue(amount)
        finally:
            self._lock.release()

    def _enqueue(self, amount: int) -> None:
        self._journal.put(("correction", amount), block=True)  # expect: ASF616

    def _write(self) -> None:
        while True:
            entry = self._journal.get()
            with self._lock:
                self._written += 1
                log.info("%s -> balance %d", entry, self._balance)


class Audit:
    """The asyncio side: reports are sent by one task."""

    def __init__(self, client) -> None:
        self._mutex = asyncio.Lock()
        self._reports: asyncio.Queue = asyncio.Queue(5)
        self._sequence = 0
        self._client = client

    async def report(self, text: str) -> None:
        async with self._mutex:
            self._sequence += 1
            await self._reports.put((self._sequence, text))  # expect: ASF616

    async def sender(self) -> None:
        while True:
            number, text = await self._reports.get()
            async with self._mutex:
                await self._client.send(number, text, of=self._sequence)


def replicate(rows, apply) -> None:
    lock = threading.RLock()
    channel: queue.Queue = queue.Queue(maxsize=1)
    state: dict[str, int] = {}

    def follower() -> None:
        while (row := channel.get()) is not None:
            with lock:
                apply(row, state.get(row))

    thread = threading.Thread(target=follower)
    thread.start()
    send = channel.put
    for row in rows:
        with lock:
            state[row] = state.get(row, 0) + 1
            send(row)  # expect: ASF616
    channel.put(None)
    thread.join()
