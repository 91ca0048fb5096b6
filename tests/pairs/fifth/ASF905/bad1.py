"""A protocol check that cannot see the colour."""
from typing import Protocol, runtime_checkable


@runtime_checkable
class Closable(Protocol):
    async def close(self) -> None: ...


async def shut(thing: object) -> None:
    if isinstance(thing, Closable):  # expect: ASF905
        await thing.close()
