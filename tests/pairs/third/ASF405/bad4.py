"""Anyio loader whose readers wait until the data set is there."""
from dataclasses import dataclass, field

import anyio
from anyio import sleep


@dataclass
class Dataset:
    name: str
    rows: list[int] | None = None
    errors: dict[str, str] = field(default_factory=dict)


class Loader:
    def __init__(self) -> None:
        self.dataset = Dataset("sales")

    async def load(self) -> None:
        await sleep(0.3)
        self.dataset.rows = [1, 2, 3]

    async def total(self) -> int:
        while self.dataset.rows is None:  # expect: ASF405
            await sleep(0.01)
        return sum(self.dataset.rows)

    async def report(self) -> None:
        print(self.dataset.name, await self.total())


async def main() -> None:
    loader = Loader()
    async with anyio.create_task_group() as group:
        group.start_soon(loader.load)
        group.start_soon(loader.report)


if __name__ == "__main__":
    anyio.run(main)
