"""Bot commands with guards for errors and for the working directory."""
import functools
import logging
from collections.abc import Callable
from typing import Any

import anyio

logger = logging.getLogger("bot")
COMMANDS: dict[str, Callable[..., Any]] = {}


class UserError(Exception):
    pass


def command(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        COMMANDS[name] = function
        return function

    return register


def guarded(default: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*args: Any) -> Any:
            try:
                answer = function(*args)
            except UserError as error:
                logger.warning("%s", error)
                return default
            return answer

        return wrapper

    return decorate


@command("echo")
@guarded("?")  # expect: ASF904
async def echo(text: str) -> str:
    await anyio.sleep(0)
    if not text:
        raise UserError("nothing to say")
    return text


@guarded()  # expect: ASF904
@command("reverse")
async def reverse(text: str) -> str:
    await anyio.sleep(0)
    return text[::-1]


async def main() -> None:
    for name in ("echo", "reverse"):
        print(await COMMANDS[name]("hello"))


if __name__ == "__main__":
    anyio.run(main)
