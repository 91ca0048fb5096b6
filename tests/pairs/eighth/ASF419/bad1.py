"""Migration tool: copies tables in parallel and explains what went wrong."""
from __future__ import annotations

import asyncio
import errno
import logging
import sys
from collections.abc import Sequence

import trio

log = logging.getLogger("migrate")


class CopyError(Exception):
    def __init__(self, table: str, row: int) -> None:
        super().__init__(f"{table}: row {row}")
        self.table = table
        self.row = row


class MigrationFailed(ExceptionGroup):  # expect: ASF419
    def __init__(self, message: str, excs: Sequence[Exception]) -> None:
        super().__init__(message, excs)
        self.tables = sorted(e.table for e in excs if isinstance(e, CopyError))

    @property
    def summary(self) -> str:
        return ", ".join(self.tables)


class Migration:
    def __init__(self, source, target) -> None:
        self._source = source
        self._target = target
        self.copied: list[str] = []

    async def copy(self, table: str) -> None:
        async for number, row in self._source.rows(table):
            if not await self._target.insert(table, row):
                raise CopyError(table, number)
        self.copied.append(table)

    async def copy_all(self, tables: list[str]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for table in tables:
                    group.create_task(self.copy(table))
        except* CopyError as failed:
            log.error("could not copy %s", failed.table)  # expect: ASF419
        except* OSError as failed:
            if failed.errno == errno.ENOSPC:  # expect: ASF419
                log.critical("disk full")
            raise

    async def verify(self, tables: list[str]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for table in tables:
                    group.create_task(self._source.checksum(table))
        except* ValueError as group_error:
            first, *others = group_error.exceptions
            log.error("%d more mismatches", len(others))
            raise first  # expect: ASF419


async def probe(hosts: list[str]) -> None:
    async def knock(host: str) -> None:
        stream = await trio.open_tcp_stream(host, 5432)
        await stream.aclose()

    try:
        async with trio.open_nursery() as nursery:
            for host in hosts:
                nursery.start_soon(knock, host)
    except* ConnectionError as eg:
        for member in eg.exceptions:
            log.warning("unreachable: %r", member)
            if isinstance(member, ConnectionRefusedError):
                raise member  # expect: ASF419


def main(source, target, tables: list[str]) -> int:
    migration = Migration(source, target)
    try:
        asyncio.run(migration.copy_all(tables))
    except MigrationFailed as exc:
        print(exc.summary, file=sys.stderr)
        return 1
    return 0
