"""Two tasks and two threads on one list."""
import asyncio
import threading


async def drain(items: list[str]) -> None:
    while items:
        await asyncio.sleep(0)
        items.pop()


async def show(items: list[str]) -> None:
    for item in items:
        await asyncio.sleep(0)
        print(item)


async def main(items: list[str]) -> None:
    await asyncio.gather(drain(items), show(items))  # expect: ASF808


def remove(table: dict[str, int]) -> None:
    for key in list(table):
        table.pop(key, None)


def total(table: dict[str, int]) -> None:
    print(sum(value for value in table.values()))


def run() -> None:
    table = {"a": 1}
    first = threading.Thread(target=remove, args=(table,))
    second = threading.Thread(target=total, args=(table,))  # expect: ASF808
    first.start()
    second.start()
    first.join()
    second.join()
