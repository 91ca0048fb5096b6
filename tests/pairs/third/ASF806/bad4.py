"""Trio turnstile with an event for every gate."""
from typing import Any

import trio


class Gates:
    def __init__(self, names):
        self.names = names
        self.events = dict.fromkeys(names, trio.Event())  # expect: ASF806
        self.locks = [trio.Lock()] * len(names)  # expect: ASF806
        self.visitors: dict[str, set[Any]] = dict.fromkeys(names, set())  # expect: ASF806

    def open(self, name):
        self.events[name].set()

    async def enter(self, index, visitor):
        name = self.names[index]
        await self.events[name].wait()
        async with self.locks[index]:
            await trio.sleep(0.1)
            self.visitors[name].add(visitor)


async def main():
    gates = Gates(["north", "south"])
    async with trio.open_nursery() as nursery:
        nursery.start_soon(gates.enter, 0, "ada")
        nursery.start_soon(gates.enter, 1, "bob")
        gates.open("north")
        await trio.sleep(1)
        gates.open("south")
    print(gates.visitors)


if __name__ == "__main__":
    trio.run(main)
