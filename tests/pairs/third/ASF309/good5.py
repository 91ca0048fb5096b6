"""Bot framework whose handlers await inside the logging context."""
import asyncio
import contextlib
import logging

logger = logging.getLogger("bot")


class Context:
    def __init__(self, author: str, text: str) -> None:
        self.author = author
        self.text = text

    async def reply(self, text: str) -> int:
        await asyncio.sleep(0)
        logger.info("to %s: %s", self.author, text)
        return len(text)


class Echo:
    @contextlib.asynccontextmanager
    async def typing(self, context: Context):
        logger.debug("typing for %s", context.author)
        yield context

    async def on_command(self, context: Context) -> int:
        async with self.typing(context) as current:
            return await current.reply(current.text)

    def on_error(self, context: Context):
        try:
            logger.error("failed for %s", context.author)
        except OSError:
            return context.reply("logging failed")
        return context.reply("sorry")

    def shout(self, context: Context) -> str:
        with contextlib.suppress(AttributeError):
            return context.text.upper()
        return ""


async def main() -> None:
    echo = Echo()
    context = Context("ada", "hi")
    print(await echo.on_command(context), await echo.on_error(context), echo.shout(context))


if __name__ == "__main__":
    asyncio.run(main())
