"""Geocoder: shared arguments that are harmless."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("geocode")


def lookup(table: dict[str, str], name: str) -> str:
    return table.get(name, "?")


def collect(names: list[str], out: list[str]) -> None:
    for name in names:
        out.append(name.title())


def store(index: int, name: str, slots: dict[int, str]) -> None:
    slots[index] = name


def guarded(lock: threading.Lock, totals: dict[str, int], name: str) -> None:
    with lock:
        totals[name] = totals.get(name, 0) + 1


def lookups(names: list[str]) -> list[str]:
    table = {"a": "Amsterdam", "b": "Berlin"}
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(lookup, table, name) for name in names]
        return [future.result() for future in futures]


def gather_names(first: list[str], second: list[str]) -> list[str]:
    out: list[str] = []
    threads = [threading.Thread(target=collect, args=(part, out)) for part in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(out)


def slots(names: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(store, n, name, found) for n, name in enumerate(names)]
    for future in done:
        future.result()
    return found


def totals(names: list[str]) -> dict[str, int]:
    lock = threading.Lock()
    counts: dict[str, int] = {}
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(guarded, lock, counts, name) for name in names]
        for job in jobs:
            job.result()
    return counts


async def count(state: dict[str, int], name: str) -> int:
    await asyncio.sleep(0)
    state[name] = state.get(name, 0) + 1
    return state[name]


async def total(names: list[str]) -> dict[str, int]:
    state: dict[str, int] = {}
    await asyncio.gather(*(count(state, name) for name in names))
    first = asyncio.create_task(count(state, "x"))
    await first
    second = asyncio.create_task(count(state, "x"))
    log.debug("%d", await second)
    return state


async def separate(names: list[str]) -> list[int]:
    base = {"x": 1}
    return await asyncio.gather(*(count(dict(base), name) for name in names))
