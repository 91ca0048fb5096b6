"""Report mailer with explicit collaborators."""
import asyncio
import logging
import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field

log = logging.getLogger("reports")

_path: ContextVar[tuple[str, ...]] = ContextVar("path", default=())
_notes: ContextVar[list[str] | None] = ContextVar("notes", default=None)


@dataclass
class Report:
    title: str
    lines: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, line: str) -> None:
        with self.lock:
            self.lines.append(line)


async def render(report: Report, options: dict = {}, seen: set[str] | None = None) -> str:
    seen = set() if seen is None else seen
    seen.add(report.title)
    await asyncio.sleep(0)
    return f"{report.title}: {options.get('format', 'text')}"


async def collect(names: list[str], prefix: list[str] = []) -> list[str]:
    out = list(prefix)
    for name in names:
        await asyncio.sleep(0)
        out.append(name)
    return out


class Mailer:
    def __init__(self, outbox: queue.Queue | None = None, lock=None) -> None:
        self.outbox = outbox or queue.Queue()
        self.lock = lock if lock is not None else threading.Lock()
        self.sent = 0

    def send(self, report: Report, suffixes: tuple[str, ...] = ("txt",)) -> int:
        for suffix in suffixes:
            self.outbox.put((report, suffix))
        with self.lock:
            self.sent += 1
        return len(suffixes)

    def run(self, reports: list[Report]) -> int:
        with ThreadPoolExecutor(2) as pool:
            return sum(pool.map(self.send, reports))


def make_lock(factory=threading.Lock):
    return factory()


def enter(name: str) -> None:
    _path.set((*_path.get(), name))
    if _notes.get() is None:
        _notes.set([])


def summary(names: list[str], out: list[str] = []) -> str:
    return ", ".join(sorted(names) + out)


async def main(names: list[str]) -> list[str]:
    reports = [Report(name) for name in names]
    enter("main")
    log.debug("mailing with %r", make_lock())
    return await asyncio.gather(*(render(report) for report in reports))
