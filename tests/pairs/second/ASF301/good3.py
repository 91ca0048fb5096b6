import asyncio
import functools
from typing import Any, Callable, Coroutine, ParamSpec

P = ParamSpec("P")
_TASKS: set[asyncio.Task] = set()


def background(fn: Callable[P, Coroutine[Any, Any, None]]) -> Callable[P, None]:
    @functools.wraps(fn)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> None:
        task = asyncio.get_running_loop().create_task(fn(*args, **kwargs))
        _TASKS.add(task)
        task.add_done_callback(_TASKS.discard)

    return wrapper


class Mailer:
    def __init__(self, smtp) -> None:
        self._smtp = smtp

    @background
    async def welcome(self, address: str) -> None:
        await self._smtp.send(address, "welcome")


async def sign_up(mailer: Mailer, users, address: str) -> None:
    await users.insert(address)
    mailer.welcome(address)
