"""Importer of bank statements for a bookkeeping program."""
from __future__ import annotations

import asyncio
import csv
import logging
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import httpx

logger = logging.getLogger("books")


@dataclass(frozen=True)
class Entry:
    day: str
    amount: int
    text: str


def new_guard(kind: str = "plain") -> "threading.Lock | threading.RLock":
    if kind == "reentrant":
        return threading.RLock()
    return threading.Lock()


class Journal:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: list[Entry] = []
        self._months: Counter[str] = Counter()

    def append(self, entry: Entry) -> None:
        with self._lock:
            self._entries.append(entry)
            self._months[entry.day[:7]] += 1

    def entries(self) -> list[Entry]:
        with self._lock:
            return list(self._entries)


class Exporter:
    def __init__(self, folder: str) -> None:
        self.folder = folder

    def export(self, journal: Journal) -> str:
        path = f"{self.folder}/journal.csv"
        entries = journal.entries()
        with new_guard():  # expect: ASF206
            with open(path, "w", newline="") as out:
                writer = csv.writer(out)
                for entry in entries:
                    writer.writerow([entry.day, entry.amount, entry.text])
        return path

    def note(self, line: str) -> None:
        mutex = threading.Lock()  # expect: ASF206
        logger.debug("noting %r", line)
        mutex.acquire()
        try:
            with open(f"{self.folder}/notes.txt", "a") as out:
                out.write(line + "\n")
        finally:
            mutex.release()


class RateClient:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def rate(self, currency: str) -> float:
        limit = asyncio.Semaphore(3)  # expect: ASF206
        async with limit:
            response = await self.client.get(f"/rates/{currency}")
            response.raise_for_status()
        return float(response.text)

    async def refresh(self, currencies: list[str]) -> dict[str, float]:
        rates = await asyncio.gather(*(self.rate(currency) for currency in currencies))
        async with asyncio.Lock():  # expect: ASF206
            await asyncio.sleep(0)
            return dict(zip(currencies, rates))


def load(path: str, journal: Journal) -> int:
    count = 0
    with open(path, newline="") as source:
        for row in csv.reader(source):
            journal.append(Entry(row[0], int(row[1]), row[2]))
            count += 1
    return count


async def rates() -> dict[str, float]:
    async with httpx.AsyncClient(base_url="https://rates.example.org") as client:
        return await RateClient(client).refresh(["SEK", "EUR"])


def main(paths: list[str]) -> None:
    journal = Journal()
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda path: load(path, journal), paths))
    exporter = Exporter("/tmp")
    exporter.note(f"{sum(counts)} entries")
    logger.info("%s %s", exporter.export(journal), asyncio.run(rates()))
