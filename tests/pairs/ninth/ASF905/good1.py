"""Exporters recognised by class, by colour-less protocol or by inspection."""
import abc
import asyncio
import inspect
import logging
from typing import Protocol, runtime_checkable

log = logging.getLogger("exporters")


@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


@runtime_checkable
class Exporter(Protocol):
    def name(self) -> str: ...

    def prefix(self) -> str: ...


class AsyncExporter(Protocol):
    async def export(self, rows: list[str]) -> int: ...


class Base(abc.ABC):
    @abc.abstractmethod
    async def export(self, rows: list[str]) -> int: ...


class Csv(Base):
    async def export(self, rows: list[str]) -> int:
        await asyncio.sleep(0)
        return sum(map(len, rows))

    def size(self) -> int:
        return 0


class Pipeline:
    def __init__(self) -> None:
        self.exporters: list[AsyncExporter] = []
        self.total = 0

    def add(self, exporter: object) -> None:
        if isinstance(exporter, Base):
            self.exporters.append(exporter)
        elif isinstance(exporter, Exporter):
            log.info("passive exporter %s", exporter.name())
        elif inspect.iscoroutinefunction(getattr(exporter, "export", None)):
            self.exporters.append(exporter)
        else:
            raise TypeError(type(exporter))

    def sizes(self) -> int:
        return sum(e.size() for e in self.exporters if isinstance(e, Sized))

    def first(self, exporter: AsyncExporter) -> bool:
        return exporter in self.exporters[:1]

    async def run(self, rows: list[str]) -> int:
        total = 0
        for exporter in list(self.exporters):
            total += await exporter.export(rows)
        return total


def describe(value: object) -> str:
    match value:
        case Csv():
            return "csv"
        case Sized():
            return "sized"
        case _:
            return "unknown"


async def main() -> None:
    pipeline = Pipeline()
    pipeline.add(Csv())
    log.info("%d bytes, %s", await pipeline.run(["a", "b"]), describe(Csv()))
