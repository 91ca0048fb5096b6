"""Turnstile and pipeline set-up with factories for each element."""
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import trio

T = TypeVar("T")
UNSET = object()


def fill(factory: Callable[[], T], count: int) -> list[T]:
    return [factory() for _ in range(count)]


@dataclass
class Gates:
    names: list[str]
    events: dict[str, trio.Event] = field(init=False)
    locks: list[trio.Lock] = field(init=False)
    values: list[object] = field(init=False)

    def __post_init__(self) -> None:
        self.events = {name: trio.Event() for name in self.names}
        self.locks = fill(trio.Lock, len(self.names))
        self.values = [UNSET] * len(self.names)

    async def enter(self, index: int, visitor: str) -> None:
        await self.events[self.names[index]].wait()
        async with self.locks[index]:
            await trio.sleep(0.1)
            self.values[index] = visitor


async def main() -> None:
    gates = Gates(["north", "south"])
    factories = [trio.Event] * 2
    signals = [factory() for factory in factories]
    async with trio.open_nursery() as nursery:
        nursery.start_soon(gates.enter, 0, "ada")
        nursery.start_soon(gates.enter, 1, "bob")
        for name in gates.names:
            gates.events[name].set()
        for signal in signals:
            signal.set()
    print(gates.values)


if __name__ == "__main__":
    trio.run(main)
