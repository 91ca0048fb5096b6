import asyncio
import functools
import random
import time
from typing import Awaitable, Callable, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class RateLimited(Exception):
    def __init__(self, retry_after: float) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def retry(times: int = 3):
    def decorate(fn: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        @functools.wraps(fn)
        async def inner(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(times - 1):
                try:
                    return await fn(*args, **kwargs)
                except Exception as exc:
                    match exc:
                        case RateLimited(retry_after=after):
                            time.sleep(after + random.random())  # expect: ASF101
                        case ConnectionError():
                            await asyncio.sleep(2**attempt)
                        case _:
                            raise
            return await fn(*args, **kwargs)

        return inner

    return decorate


@retry(times=5)
async def fetch_guild(http, guild_id: int) -> dict:
    return await http.request("GET", f"/guilds/{guild_id}")
