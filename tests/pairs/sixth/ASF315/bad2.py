from __future__ import annotations

from dataclasses import dataclass, field

import anyio


@dataclass
class Document:
    path: anyio.Path
    text: str = ""
    tags: list[str] = field(default_factory=list)

    async def __post_init__(self) -> None:  # expect: ASF315
        self.text = await self.path.read_text()

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0]

    @title.setter
    async def title(self, value: str) -> None:  # expect: ASF315
        _, _, rest = self.text.partition("\n")
        self.text = f"{value}\n{rest}"
        await self.path.write_text(self.text)


class Shelf:
    def __init__(self, root: anyio.Path) -> None:
        self.root = root

    async def __aiter__(self):  # expect: ASF315
        return ShelfIterator([p async for p in self.root.iterdir()])


class ShelfIterator:
    def __init__(self, paths: list[anyio.Path]) -> None:
        self.paths = paths

    async def __anext__(self) -> str:
        if not self.paths:
            raise StopAsyncIteration
        return await self.paths.pop().read_text()
