"""Event tables of an editor back end, with the colours kept apart."""
import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable

log = logging.getLogger("editor")


async def save(text: str) -> int:
    await asyncio.sleep(0)
    return len(text)


async def publish(text: str) -> int:
    return await save(text) + 1


def count(text: str) -> int:
    return len(text.split())


def save_later(text: str) -> Awaitable[int]:
    return save(text)


SYNC: dict[str, Callable[[str], int]] = {"count": count, "length": len}
ASYNC = {"save": save, "publish": publish, "later": save_later}
EVERYTHING = {"save": save, "count": count}
EXPORTS = [save, publish, count, save_later]
TIMED = {"save": (save, True), "count": (count, False)}


async def run(name: str, text: str) -> int:
    if name in SYNC:
        return SYNC[name](text)
    return await ASYNC[name](text)


async def run_any(name: str, text: str) -> int:
    result = EVERYTHING[name](text)
    if inspect.isawaitable(result):
        result = await result
    return result


async def run_timed(name: str, text: str) -> int:
    handler, is_async = TIMED[name]
    if is_async:
        return await handler(text)
    return handler(text)


class Editor:
    def __init__(self) -> None:
        self.hooks = [save, count]
        self.names = {fn.__name__: fn.__doc__ for fn in EXPORTS}

    async def fire(self, text: str) -> list[int]:
        results = []
        for hook in self.hooks:
            if asyncio.iscoroutinefunction(hook):
                results.append(await hook(text))
            else:
                results.append(hook(text))
        return results

    def list_hooks(self) -> list[str]:
        return [hook.__qualname__ for hook in self.hooks]


async def main(text: str) -> int:
    editor = Editor()
    log.info("%r %r", editor.list_hooks(), await editor.fire(text))
    return await run("count", text) + await run_any("save", text) + await run_timed("count", text)
