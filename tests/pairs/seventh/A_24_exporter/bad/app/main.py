import asyncio
import sys

from .export import build
from .legacy import LegacyApi
from .sink import Sink


async def export(last):
    _, writer = await asyncio.open_connection("warehouse", 9000)
    exporter = build(LegacyApi("https://legacy.local"), Sink(writer, "export.sum"))
    total = await exporter.run(last)
    await exporter.finish(str(total))
    writer.close()
    return total


def main():
    loop = asyncio.get_event_loop()  # expect: ASF325
    print(loop.run_until_complete(export(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
