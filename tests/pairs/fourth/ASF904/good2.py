"""Pass-through wrappers, registrations and markers on coroutine functions."""
import asyncio
import functools
from typing import Any, Awaitable, Callable

Handler = Callable[..., Awaitable[Any]]
COMMANDS: dict[str, Handler] = {}


def command(name: str) -> Callable[[Handler], Handler]:
    def register(func: Handler) -> Handler:
        COMMANDS[name] = func
        return func

    return register


def positive(func: Handler) -> Handler:
    @functools.wraps(func)
    def wrapper(amount: int) -> Awaitable[Any]:
        if amount <= 0:
            raise ValueError("amount must be positive")
        return func(amount)

    return wrapper


def traced(func: Handler) -> Handler:
    @functools.wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> Awaitable[Any]:
        print("calling", func.__name__, args)
        return func(*args, **kwargs)

    return wrapper


@command("pay")
@positive
async def pay(amount: int) -> str:
    await asyncio.sleep(0.1)
    return f"paid {amount}"


@command("echo")
@traced
async def echo(*words: str) -> str:
    await asyncio.sleep(0)
    return " ".join(words)


async def main() -> None:
    print(await COMMANDS["pay"](3), await COMMANDS["echo"]("a", "b"))


if __name__ == "__main__":
    asyncio.run(main())
