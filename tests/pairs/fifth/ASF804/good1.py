"""Made anew for each."""
import asyncio
import contextvars
import threading
from dataclasses import dataclass, field

trail: contextvars.ContextVar[tuple[str, ...]] = contextvars.ContextVar("trail", default=())


async def visit(url: str, seen: set[str] | None = None) -> None:
    await asyncio.sleep(0)
    seen = set() if seen is None else seen
    seen.add(url)


async def show(names: list[str] = []) -> None:
    for name in names:
        print(name)
        await asyncio.sleep(0)


@dataclass
class Job:
    name: str
    lock: threading.Lock = field(default_factory=threading.Lock)
