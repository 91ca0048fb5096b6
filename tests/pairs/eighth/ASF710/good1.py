"""Locale handling of a booking site."""
import asyncio
import contextvars
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar

log = logging.getLogger("booking")
language: ContextVar[str] = ContextVar("language", default="en")


class LanguageMiddleware:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        token = language.set(scope.get("language", "en"))
        try:
            await self.app(scope, receive, send)
        finally:
            language.reset(token)


@contextmanager
def speaking(name: str):
    token = language.set(name)
    try:
        yield
    finally:
        language.reset(token)


def translate(text: str) -> str:
    return f"[{language.get()}] {text}"


async def page(text: str) -> str:
    """Carries the context along by itself."""
    return await asyncio.to_thread(translate, text)


async def pages(texts: list[str], pool: ThreadPoolExecutor) -> list[str]:
    loop = asyncio.get_running_loop()
    jobs = []
    for text in texts:
        context = contextvars.copy_context()
        jobs.append(loop.run_in_executor(pool, context.run, translate, text))
    return await asyncio.gather(*jobs)


async def greet(name: str) -> str:
    """Runs as a task: what it sets is gone with it."""
    language.set(name)
    await asyncio.sleep(0)
    return translate("hello")


async def greet_all(names: list[str]) -> list[str]:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(greet(name)) for name in names]
    return [task.result() for task in tasks]


def render(text: str, name: str) -> str:
    return f"<p lang={name}>{text}</p>"


async def render_page(text: str) -> str:
    """The value goes along as an argument."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, render, text, language.get())


def mail(text: str) -> None:
    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(translate, text))
    thread.start()
    thread.join()


def main() -> None:
    language.set("de")
    log.info(translate("start"))
    with speaking("fr"):
        log.info(translate("bonjour"))


if __name__ == "__main__":
    main()
