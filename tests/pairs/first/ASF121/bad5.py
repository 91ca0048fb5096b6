import gzip
from collections.abc import Iterator


def records(path: str) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as fh:
        for line in fh:
            yield line.rstrip("\n").split("\t")


async def replay(path: str, send) -> int:
    count = 0
    for fields in records(path):  # expect: ASF121
        await send(fields)
        count += 1
    return count
