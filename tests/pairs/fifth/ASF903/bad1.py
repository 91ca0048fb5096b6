"""Registries and families of methods with an odd one out."""
import asyncio
import functools

HOOKS: dict[str, object] = {}


def hook(name: str):
    def register(function):
        HOOKS[name] = function
        return function

    return register


@hook("open")
async def on_open(data: str) -> None:
    await asyncio.sleep(0)


@hook("read")
async def on_read(data: str) -> None:
    await asyncio.sleep(0)


@hook("close")
def on_close(data: str) -> None:  # expect: ASF903
    print(data)


async def fire(name: str, data: str) -> None:
    await HOOKS[name](data)


class Server:
    async def dispatch(self, verb: str, path: str) -> None:
        handler = getattr(self, f"handle_{verb}")
        await handler(path)

    async def handle_get(self, path: str) -> None:
        await asyncio.sleep(0)

    async def handle_put(self, path: str) -> None:
        await asyncio.sleep(0)

    def handle_delete(self, path: str) -> None:  # expect: ASF903
        print(path)


@functools.singledispatch
async def render(value) -> str:
    return str(value)


@render.register
async def _(value: int) -> str:
    return f"{value:d}"


@render.register
def _(value: float) -> str:  # expect: ASF903
    return f"{value:.2f}"
