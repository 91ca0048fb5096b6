import asyncio
from asyncio import Queue


async def tail(path_reader, lines: Queue) -> None:
    async for line in path_reader:
        await lines.put(line)


async def upload(session, lines: Queue) -> None:
    while True:
        line = await lines.get()
        try:
            response = await session.post("/ingest", data=line)
            await response.read()
        finally:
            lines.task_done()


async def ship(path_reader, session) -> None:
    lines: Queue[str] = Queue()  # expect: ASF607
    uploader = asyncio.create_task(upload(session, lines))
    try:
        await tail(path_reader, lines)
        await lines.join()
    finally:
        uploader.cancel()
        await asyncio.gather(uploader, return_exceptions=True)
