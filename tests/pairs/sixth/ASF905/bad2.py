import typing as t
from collections.abc import Iterable


class Reader(t.Protocol):
    async def read(self, size: int) -> bytes: ...


@t.runtime_checkable
class Stream(Reader, t.Protocol):
    name: str

    async def write(self, data: bytes) -> None: ...


STREAM_TYPES = (Stream,)


def streams(items: Iterable[object]) -> list[Stream]:
    return [item for item in items if isinstance(item, Stream)]  # expect: ASF905


async def pump(source: object, target: object) -> int:
    if not isinstance(target, STREAM_TYPES):  # expect: ASF905
        raise TypeError(type(target))
    total = 0
    for stream in streams([source]):
        while chunk := await stream.read(4096):
            await target.write(chunk)
            total += len(chunk)
    return total
