import asyncio
from collections.abc import Awaitable, Callable


async def default_handler(text: str) -> str:
    await asyncio.sleep(0)
    return text.upper()


class Router:
    def __init__(self, handler: Callable[[str], Awaitable[str]] | None = None) -> None:
        self.handler = handler
        self.names: list[str] = []

    async def fallback(self, text: str) -> str:
        return text

    async def route(self, text: str) -> str:
        handler = self.handler or default_handler
        if handler is default_handler and not self.fallback.__doc__:
            self.names.append(f"{default_handler.__name__} {handler}")
        print("routing to", handler, str(self.fallback))
        if self.fallback == handler:
            return text
        return await handler(text)
