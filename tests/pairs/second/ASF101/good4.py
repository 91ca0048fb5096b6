import asyncio
import functools
import inspect
import time


def retrying(delay: float = 0.5, tries: int = 3):
    def decorate(fn):
        if inspect.iscoroutinefunction(fn):

            @functools.wraps(fn)
            async def awrapper(*args, **kwargs):
                for _ in range(tries - 1):
                    try:
                        return await fn(*args, **kwargs)
                    except ConnectionError:
                        await asyncio.sleep(delay)
                return await fn(*args, **kwargs)

            return awrapper

        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            for _ in range(tries - 1):
                try:
                    return fn(*args, **kwargs)
                except ConnectionError:
                    time.sleep(delay)
            return fn(*args, **kwargs)

        return wrapper

    return decorate


class Account:
    def __init__(self, transport) -> None:
        self._transport = transport

    @retrying(delay=1.0)
    async def balance(self) -> int:
        return await self._transport.call("balance")
