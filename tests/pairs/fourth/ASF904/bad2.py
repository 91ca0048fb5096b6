"""Service methods decorated with a sync lock, a retry loop and a ContextDecorator."""
from __future__ import annotations

import threading
from contextlib import ContextDecorator
from functools import wraps
from typing import Any, Callable

import anyio

_lock = threading.Lock()


def synchronized(func: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(func)
    def inner(*args: Any, **kwargs: Any) -> Any:
        with _lock:
            return func(*args, **kwargs)

    return inner


def retry(func: Callable[..., Any] | None = None, *, times: int = 3) -> Any:
    def wrap(target: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(target)
        def inner(*args: Any) -> Any:
            for left in reversed(range(times)):
                try:
                    return target(*args)
                except OSError:
                    if not left:
                        raise

        return inner

    return wrap(func) if func else wrap


class tracing(ContextDecorator):
    def __enter__(self) -> tracing:
        print("trace on")
        return self

    def __exit__(self, *exc: object) -> None:
        print("trace off")


class Service:
    @synchronized  # expect: ASF904
    async def save(self, row: str) -> int:
        await anyio.sleep(0.1)
        return len(row)

    @retry(times=5)  # expect: ASF904
    async def load(self, name: str) -> str:
        await anyio.sleep(0.1)
        return name

    @tracing()  # expect: ASF904
    async def clear(self) -> None:
        await anyio.sleep(0)
