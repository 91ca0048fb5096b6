"""A class check, or a protocol of plain methods."""
from typing import Protocol, runtime_checkable


@runtime_checkable
class Named(Protocol):
    def name(self) -> str: ...


class Base:
    async def close(self) -> None:
        print("closed")


async def shut(thing: object) -> None:
    if isinstance(thing, Base):
        await thing.close()
    if isinstance(thing, Named):
        print(thing.name())
