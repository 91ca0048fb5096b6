"""Locale and transaction context of a booking service."""
import asyncio
import contextvars
import logging
import threading
from contextlib import contextmanager
from contextvars import ContextVar

log = logging.getLogger("booking")

language: ContextVar[str] = ContextVar("language", default="en")
transaction: ContextVar[int] = ContextVar("transaction", default=0)


class LanguageMiddleware:
    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        token = language.set(scope.get("language", "en"))
        try:
            await self.app(scope, receive, send)
        finally:
            language.reset(token)


class Transaction:
    def __init__(self, number: int) -> None:
        self.number = number
        self._token: contextvars.Token | None = None

    def __enter__(self) -> int:
        self._token = transaction.set(self.number)
        return self.number

    def __exit__(self, *exc) -> None:
        transaction.reset(self._token)


@contextmanager
def speaking(name: str):
    token = language.set(name)
    try:
        yield
    finally:
        language.reset(token)


def greet(guest: str) -> str:
    return f"[{language.get()}] hello {guest}"


def size(text: str) -> int:
    return len(text)


async def greet_in_thread(guest: str) -> str:
    text = await asyncio.to_thread(greet, guest)
    count = await asyncio.get_running_loop().run_in_executor(None, size, text)
    log.info("%d characters", count)
    return text


def greet_later(guest: str) -> threading.Thread:
    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(greet, guest))
    thread.start()
    return thread


async def job(number: int, guest: str) -> str:
    transaction.set(number)
    return await greet_in_thread(guest)


async def main(guests: list[str]) -> list[str]:
    async with asyncio.TaskGroup() as tg:
        jobs = [tg.create_task(job(n, guest)) for n, guest in enumerate(guests)]
    return [task.result() for task in jobs]
