import functools
import time
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def retry(times: int, delay: float = 0.2):
    def decorate(func: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @functools.wraps(func)
        async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(1, times):
                try:
                    return await func(*args, **kwargs)
                except ConnectionError:
                    time.sleep(delay * attempt)  # expect: ASF101
            return await func(*args, **kwargs)

        return wrapper

    return decorate
