"""Thread-local parsers and context variables of a document service."""
import asyncio
import contextvars
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

log = logging.getLogger("documents")

_parsers = threading.local()
_document: contextvars.ContextVar[str] = contextvars.ContextVar("document", default="-")


class Parser:
    def __init__(self) -> None:
        self.parsed = 0

    def parse(self, text: str) -> int:
        self.parsed += 1
        return len(text.split())


def parser() -> Parser:
    if not hasattr(_parsers, "value"):
        _parsers.value = Parser()
    return _parsers.value


def parse(text: str) -> int:
    return parser().parse(text)


class Service:
    def __init__(self) -> None:
        self.local = SimpleNamespace(count=0)
        self.pool = ThreadPoolExecutor(2)

    async def words(self, text: str) -> int:
        self.local.count += 1
        return await asyncio.to_thread(parse, text)

    async def pooled(self, text: str) -> int:
        def work() -> int:
            _parsers.calls = getattr(_parsers, "calls", 0) + 1
            return parse(text)

        return await asyncio.get_running_loop().run_in_executor(self.pool, work)

    async def handle(self, name: str, text: str) -> int:
        token = _document.set(name)
        try:
            count = await self.words(text)
            log.info("%s: %d words", _document.get(), count)
            return count
        finally:
            _document.reset(token)


class Greenhouse:
    local = "Utrecht"

    async def describe(self) -> str:
        await asyncio.sleep(0)
        return self.local


async def main(documents: dict[str, str]) -> list[int]:
    service = Service()
    return await asyncio.gather(*(service.handle(n, t) for n, t in documents.items()))
