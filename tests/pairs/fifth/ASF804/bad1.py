"""Defaults that all callers share."""
import asyncio
import contextvars
import threading
from dataclasses import dataclass

trail: contextvars.ContextVar[list[str]] = contextvars.ContextVar("trail", default=[])  # expect: ASF804


async def visit(url: str, seen: set[str] = set()) -> None:  # expect: ASF804
    await asyncio.sleep(0)
    seen.add(url)


def guarded(work, lock=threading.Lock()) -> None:  # expect: ASF804
    with lock:
        work()


@dataclass
class Job:
    name: str
    lock: threading.Lock = threading.Lock()  # expect: ASF804
