import asyncio
import contextvars
import sqlite3
import threading
import uuid
from types import SimpleNamespace

request_id = contextvars.ContextVar("request_id", default="-")
_per_thread = threading.local()
_settings = SimpleNamespace(user="nobody")


class RequestIdMiddleware:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        token = request_id.set(str(uuid.uuid4()))
        try:
            await self.app(scope, receive, send)
        finally:
            request_id.reset(token)


def connection(path):
    if not hasattr(_per_thread, "connection"):
        _per_thread.connection = sqlite3.connect(path)
    return _per_thread.connection


def count(path):
    return connection(path).execute("select count(*) from log").fetchone()[0]


async def count_async(path):
    return await asyncio.to_thread(count, path)


class Worker(threading.Thread):
    def __init__(self, jobs):
        super().__init__(daemon=True)
        self._jobs = jobs
        self._own = threading.local()

    def run(self):
        self._own.done = 0
        for job in self._jobs:
            job()
            self._own.done += 1


async def user():
    await asyncio.sleep(0)
    return _settings.user
