"""Gallery import: workers share some things and not others."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("gallery")


async def fetch(url: str, found: list[str], get) -> None:
    found.append(await get(url))


async def fetch_all(urls: list[str], get) -> list[str]:
    found: list[str] = []
    await asyncio.gather(*(fetch(url, found, get) for url in urls))
    return found


def measure(name: str, sizes: dict[str, int]) -> None:
    sizes[name] = len(name)


def measure_all(names: list[str]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    threads = [threading.Thread(target=measure, args=(name, sizes)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sizes


def shuffle(names: list[str]) -> list[str]:
    names.sort(key=hash)
    return names


def two_orders(names: list[str]) -> tuple[list[str], list[str]]:
    """Each job has a copy."""
    with ThreadPoolExecutor(2) as pool:
        left = pool.submit(shuffle, list(names))
        right = pool.submit(shuffle, names.copy())
        return left.result(), right.result()


def count(names: list[str]) -> int:
    return sum(1 for name in names if name)


def in_turn(names: list[str]) -> int:
    """The first is over before the second begins."""
    first = threading.Thread(target=shuffle, args=(names,))
    first.start()
    first.join()
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(count, names).result()


async def tag(pictures: dict[str, str], lock: asyncio.Lock, suffix: str, ask) -> None:
    async with lock:
        for name in pictures:
            pictures[name] = await ask(pictures[name] + suffix)


async def tag_all(pictures: dict[str, str], ask) -> None:
    lock = asyncio.Lock()
    await asyncio.gather(tag(pictures, lock, "-a", ask), tag(pictures, lock, "-b", ask))


async def show(pictures: tuple[str, ...] | list[str], screen) -> None:
    for picture in pictures:
        await screen.show(picture)


async def show_twice(pictures: list[str], left, right) -> None:
    """Both only read."""
    await asyncio.gather(show(pictures, left), show(pictures, right))


async def drop_blank(pictures: list[str]) -> None:
    await asyncio.sleep(0)
    pictures[:] = [picture for picture in pictures if picture]


async def clean_and_show(pictures: list[str], screen) -> None:
    await drop_blank(pictures)
    await show(pictures, screen)
    log.info("%d shown", len(pictures))
