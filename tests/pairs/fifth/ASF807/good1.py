"""A new object for each, a copy, or a change after the end."""
import asyncio
import queue
import threading


def produce(out: "queue.Queue[dict]", rows: list[str]) -> None:
    for row in rows:
        record: dict[str, object] = {}
        record["row"] = row
        out.put(record)


def batches(out: "queue.Queue[list]", rows: list[str]) -> None:
    batch: list[str] = []
    for row in rows:
        batch.append(row)
        if len(batch) == 10:
            out.put(batch)
            batch = []


def start(names: list[str]) -> None:
    batch = list(names)
    worker = threading.Thread(target=print, args=(batch,))
    worker.start()
    worker.join()
    batch.clear()


async def send(channel: asyncio.Queue, item: dict) -> None:
    await channel.put(dict(item))
    item["sent"] = True
