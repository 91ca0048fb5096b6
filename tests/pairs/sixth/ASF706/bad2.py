import contextlib
import io
import warnings
from contextlib import redirect_stdout as captured
from dataclasses import dataclass, field


@dataclass
class Cell:
    source: str
    output: str = ""
    notes: list[str] = field(default_factory=list)


class Notebook:
    def __init__(self, kernel) -> None:
        self.kernel = kernel
        self.cells: list[Cell] = []

    async def execute(self, cell: Cell) -> None:
        buffer = io.StringIO()
        with captured(buffer):  # expect: ASF706
            await self.kernel.run(cell.source)
        cell.output = buffer.getvalue()

    async def check(self, cell: Cell) -> None:
        with warnings.catch_warnings(record=True) as caught:  # expect: ASF706
            await self.kernel.compile(cell.source)
        cell.notes.extend(str(item.message) for item in caught)

    async def execute_in(self, folder: str, cells: list[Cell]) -> None:
        async with contextlib.AsyncExitStack() as stack:
            stack.enter_context(contextlib.chdir(folder))  # expect: ASF706
            for cell in cells:
                await self.kernel.run(cell.source)
