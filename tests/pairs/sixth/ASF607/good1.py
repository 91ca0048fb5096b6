import asyncio
import queue
import threading

BACKLOG = 500


class Ingest:
    def __init__(self, source, parse, backlog=BACKLOG):
        self._source = source
        self._parse = parse
        self._lines = queue.Queue(maxsize=backlog)

    def _read(self):
        for line in self._source:
            self._lines.put(line)
        self._lines.put(None)

    def _consume(self):
        while True:
            line = self._lines.get()
            if line is None:
                break
            self._parse(line)

    def run(self):
        reader = threading.Thread(target=self._read)
        consumer = threading.Thread(target=self._consume)
        reader.start()
        consumer.start()
        reader.join()
        consumer.join()


async def upload(session, lines):
    while True:
        line = await lines.get()
        try:
            await session.post("/ingest", data=line)
        finally:
            lines.task_done()


async def ship(reader, session):
    lines = asyncio.Queue(BACKLOG)
    uploader = asyncio.create_task(upload(session, lines))
    try:
        async for line in reader:
            await lines.put(line)
        await lines.join()
    finally:
        uploader.cancel()
        await asyncio.gather(uploader, return_exceptions=True)


def one_answer(work):
    answer = queue.Queue()
    thread = threading.Thread(target=lambda: answer.put(work()))
    thread.start()
    thread.join()
    return answer.get()
