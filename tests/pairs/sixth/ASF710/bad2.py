import asyncio
import contextvars
import threading
from contextlib import contextmanager

trace_id = contextvars.ContextVar("trace_id", default="none")


@contextmanager
def tracing(identifier: str):
    trace_id.set(identifier)  # expect: ASF710
    yield identifier


def compute(numbers: list[int]) -> tuple[str, int]:
    return trace_id.get(), sum(n * n for n in numbers)


class Calculator:
    def __init__(self, pool) -> None:
        self.pool = pool

    async def total(self, numbers: list[int]) -> tuple[str, int]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, compute, numbers)  # expect: ASF710

    def log_later(self, numbers: list[int]) -> threading.Thread:
        thread = threading.Thread(target=compute, args=(numbers,), daemon=True)  # expect: ASF710
        thread.start()
        return thread
