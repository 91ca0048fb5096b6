import asyncio
import queue
import threading
from concurrent.futures import Executor


class Recorder:
    def __init__(self, sink, size=50):
        self._sink = sink
        self._size = size
        self._batches = queue.Queue(10)

    def _write(self):
        for batch in iter(self._batches.get, None):
            for sample in batch:
                self._sink.write(f"{sample}\n")

    def record(self, samples):
        writer = threading.Thread(target=self._write)
        writer.start()
        batch = []
        for sample in samples:
            batch.append(sample)
            if len(batch) == self._size:
                self._batches.put(batch)
                batch = []
        self._batches.put(batch)
        self._batches.put(None)
        writer.join()

    def record_copies(self, samples):
        window = []
        for sample in samples:
            window.append(sample)
            self._batches.put(window.copy())
            if len(window) > self._size:
                window.clear()


def render(lines):
    return "\n".join(lines)


async def publish(client, tags):
    await client.post(tags)


class Editor:
    def __init__(self, client, pool: Executor):
        self.client = client
        self.pool = pool

    async def save(self, tags):
        task = asyncio.create_task(publish(self.client, tags))
        await task
        tags["saved"] = "yes"

    async def save_copy(self, tags):
        task = asyncio.create_task(publish(self.client, dict(tags)))
        tags["saved"] = "yes"
        await task

    def preview(self, lines, footer):
        future = self.pool.submit(render, lines)
        text = future.result()
        lines.append(footer)
        return text

    def numbered(self, count):
        number = 0
        for _ in range(count):
            number += 1
            self.pool.submit(print, number).result()
