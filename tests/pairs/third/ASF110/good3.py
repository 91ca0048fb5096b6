"""Dataflow library whose nodes have methods and parameters called input."""
import asyncio
from collections.abc import Callable


class Node:
    def __init__(self, name: str, function: Callable[[float], float]) -> None:
        self.name = name
        self.function = function
        self.values: list[float] = []

    def input(self, value: float) -> None:
        self.values.append(self.function(value))

    def breakpoint(self) -> float:
        return self.values[-1] if self.values else 0.0


async def feed(node: Node, source: list[float]) -> float:
    for value in source:
        node.input(value)
        await asyncio.sleep(0)
    return node.breakpoint()


async def apply(input: Callable[[str], str], text: str) -> str:
    await asyncio.sleep(0)
    return input(text)


async def main() -> None:
    node = Node("double", lambda value: value * 2)
    print(await feed(node, [1.0, 2.5]))
    print(await apply(str.upper, "done"))


if __name__ == "__main__":
    asyncio.run(main())
