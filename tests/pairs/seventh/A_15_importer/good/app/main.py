import asyncio
import sys

from .errors import ImportFailed
from .loader import Loader
from .progress import Progress, Sink, read_rows


async def main(path):
    rows = await asyncio.to_thread(read_rows, path)
    _, writer = await asyncio.open_connection("db.local", 4555)
    progress = Progress()
    loader = Loader(Sink(writer, progress), progress)
    try:
        print(await loader.load_with_progress(path, rows), "rows")
    except ExceptionGroup as group:
        failed, rest = group.split(ImportFailed)
        print(failed, rest)
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
