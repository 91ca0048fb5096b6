"""Parallel importer: files, rows, and a summary of what went wrong."""
import asyncio
import errno
import logging
from typing import Any, Sequence

log = logging.getLogger("importer")


class RowError(Exception):
    def __init__(self, row: int, reason: str) -> None:
        super().__init__(f"row {row}: {reason}")
        self.row = row
        self.reason = reason


class ImportFailures(ExceptionGroup):  # expect: ASF419
    """All the errors of one file."""

    def __new__(cls, message: str, errors: Sequence[Exception], path: str) -> "ImportFailures":
        group = super().__new__(cls, message, errors)
        group.path = path
        return group


class Importer:
    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.skipped: list[int] = []

    async def row(self, number: int, text: str) -> None:
        await asyncio.sleep(0)
        if not text.strip():
            raise RowError(number, "empty")
        if text == "full":
            raise OSError(errno.ENOSPC, "disk full")
        self.rows.append(text)

    async def lines(self, lines: list[str]) -> None:
        async with asyncio.TaskGroup() as group:
            for number, text in enumerate(lines):
                group.create_task(self.row(number, text))

    async def file(self, path: str, lines: list[str]) -> None:
        errors: list[Exception] = []
        try:
            await self.lines(lines)
        except* RowError as eg:
            self.skipped.append(eg.row)  # expect: ASF419
            errors.extend(e for e in eg.exceptions if isinstance(e, Exception))
        except* OSError as failure:
            code = failure.errno  # expect: ASF419
            if code == errno.ENOSPC:
                raise
            log.warning("%s: %s", path, failure)
        if errors:
            raise ImportFailures(f"{path} is damaged", errors, path)

    async def strict(self, lines: list[str]) -> int:
        try:
            await self.lines(lines)
        except* RowError as eg:
            first, *rest = eg.exceptions
            log.error("%d more errors", len(rest))
            raise first  # expect: ASF419
        return len(self.rows)

    async def either(self, one: list[str], two: list[str]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.lines(one))
                group.create_task(self.lines(two))
        except ExceptionGroup as group_error:
            log.info("%s", group_error.message)
            raise group_error.exceptions[0] from None  # expect: ASF419


async def main() -> None:
    importer = Importer()
    try:
        await importer.file("a.csv", ["x", "", "y"])
    except ImportFailures as failures:
        log.exception("%s", failures.path)
    print(importer.skipped, await importer.strict(["z"]))
    await importer.either(["p"], ["q"])


if __name__ == "__main__":
    asyncio.run(main())
