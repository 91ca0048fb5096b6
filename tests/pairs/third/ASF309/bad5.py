"""Bot framework whose command handlers run inside a logging context."""
import contextlib
import logging
from collections.abc import Callable, Coroutine
from typing import Any

logger = logging.getLogger("bot")


class CommandError(Exception):
    pass


class Context:
    def __init__(self, author: str, text: str) -> None:
        self.author = author
        self.text = text

    async def reply(self, text: str) -> None:
        logger.info("to %s: %s", self.author, text)


class Base:
    async def answer(self, context: Context) -> None:
        await context.reply(context.text[::-1])


class Echo(Base):
    def typing(self, context: Context) -> contextlib.AbstractContextManager[None]:
        logger.debug("typing for %s", context.author)
        return contextlib.nullcontext()

    def on_command(self, context: Context) -> Coroutine[Any, Any, None]:
        with self.typing(context):
            return self.answer(context)  # expect: ASF309

    def on_error(self, context: Context) -> Coroutine[Any, Any, None]:
        with contextlib.suppress(CommandError):
            return context.reply("something went wrong")  # expect: ASF309


def handlers(echo: Echo) -> dict[str, Callable[[Context], Coroutine[Any, Any, None]]]:
    return {"command": echo.on_command, "error": echo.on_error}


async def dispatch(echo: Echo, name: str, context: Context) -> None:
    await handlers(echo)[name](context)
