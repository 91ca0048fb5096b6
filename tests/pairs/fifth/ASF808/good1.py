"""Workers that only append, and an object each."""
import asyncio
import threading


def collect(n: int, out: list[int]) -> None:
    out.append(n)


def fill(n: int, table: dict[int, int]) -> None:
    table[n] = n * n


def run() -> list[int]:
    out: list[int] = []
    table: dict[int, int] = {}
    threads = [threading.Thread(target=collect, args=(n, out)) for n in range(3)]
    threads += [threading.Thread(target=fill, args=(n, table)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return out


async def show(items: list[str]) -> None:
    for item in items:
        await asyncio.sleep(0)
        print(item)


async def main(items: list[str]) -> None:
    await asyncio.gather(show(items), show(items))
