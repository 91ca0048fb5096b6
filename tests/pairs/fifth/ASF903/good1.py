"""One colour each, or asked at the call."""
import asyncio
import inspect

HOOKS: dict[str, object] = {}


def hook(name: str):
    def register(function):
        HOOKS[name] = function
        return function

    return register


@hook("open")
async def on_open(data: str) -> None:
    await asyncio.sleep(0)


@hook("close")
def on_close(data: str) -> None:
    print(data)


async def fire(name: str, data: str) -> None:
    result = HOOKS[name](data)
    if inspect.isawaitable(result):
        await result


class Server:
    async def dispatch(self, verb: str, path: str) -> None:
        handler = getattr(self, f"handle_{verb}")
        await handler(path)

    async def handle_get(self, path: str) -> None:
        await asyncio.sleep(0)

    async def handle_put(self, path: str) -> None:
        await asyncio.sleep(0)

    def log(self, path: str) -> None:
        print(path)
