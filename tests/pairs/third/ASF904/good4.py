"""Bot commands with decorators that register, mark and check arguments."""
import asyncio
import functools
from collections.abc import Callable
from typing import Any

COMMANDS: dict[str, Callable[..., Any]] = {}


def command(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        function.command_name = name
        COMMANDS[name] = function
        return function

    return register


def requires_text(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(text: str, *args: Any) -> Any:
        if not text:
            raise ValueError("no text")
        return function(text.strip(), *args)

    return wrapper


def blocking(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any) -> Any:
        return asyncio.run(function(*args))

    return wrapper


@command("echo")
@requires_text
async def echo(text: str) -> str:
    await asyncio.sleep(0)
    return text


@command("reverse")
async def reverse(text: str) -> str:
    await asyncio.sleep(0)
    return text[::-1]


@blocking
async def main(name: str) -> None:
    print(await COMMANDS[name]("hello"))


if __name__ == "__main__":
    main("echo")
    main("reverse")
