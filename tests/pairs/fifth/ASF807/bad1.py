"""Changed after it was given away."""
import asyncio
import queue
import threading


def produce(out: "queue.Queue[dict]", rows: list[str]) -> None:
    record: dict[str, object] = {}
    for row in rows:
        record["row"] = row  # expect: ASF807
        out.put(record)


def start(names: list[str]) -> None:
    batch: list[str] = []
    batch.extend(names)
    worker = threading.Thread(target=print, args=(batch,))
    worker.start()
    batch.clear()  # expect: ASF807
    worker.join()


async def send(channel: asyncio.Queue, item: dict) -> None:
    await channel.put(item)
    item["sent"] = True  # expect: ASF807
