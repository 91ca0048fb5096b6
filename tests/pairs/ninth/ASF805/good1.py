"""Connection classes of a chat relay."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

log = logging.getLogger("relay")


class Base:
    defaults: dict[str, int] = {"timeout": 10, "retries": 3}
    handlers: list = []

    def __init_subclass__(cls, **kwargs) -> None:
        super().__init_subclass__(**kwargs)
        cls.handlers = [name for name in vars(cls) if name.startswith("on_")]

    def option(self, name: str) -> int:
        return self.defaults[name]


class Connection(Base):
    buffer: list[bytes] = []
    count = 0

    def __init__(self, reader, writer) -> None:
        self.reader = reader
        self.writer = writer
        self.buffer = []
        self.options = dict(self.defaults)

    async def on_data(self) -> None:
        while chunk := await self.reader.read(self.option("timeout")):
            self.buffer.append(chunk)
            self.options["timeout"] = len(chunk)
            self.count += 1

    async def on_close(self) -> None:
        self.writer.close()
        log.info("%d chunks from %r", self.count, self.handlers)


@dataclass
class Job:
    name: str
    notes: list[str] = field(default_factory=list)

    def run(self) -> str:
        self.notes.append("run")
        return self.name


class Registry:
    _lock = threading.Lock()
    _instances: dict[str, "Registry"] = {}
    aliases: tuple[str, ...] = ()

    def __init__(self, name: str) -> None:
        self.name = name
        with self._lock:
            self._instances[name] = self

    def extend(self, *names: str) -> None:
        self.aliases += names


def run_all(names: list[str]) -> list[str]:
    with ThreadPoolExecutor(4) as pool:
        registries = list(pool.map(Registry, names))
        log.debug("%d registries", len(registries))
        return list(pool.map(lambda name: Job(name).run(), names))


async def serve(streams: list[tuple]) -> None:
    async def one(reader, writer) -> None:
        connection = Connection(reader, writer)
        await connection.on_data()
        await connection.on_close()

    async with asyncio.TaskGroup() as tg:
        for reader, writer in streams:
            tg.create_task(one(reader, writer))
