"""What decorators and bridges make of functions: who gives a coroutine, who awaits it.

Programs as users write them, cut short; `test_frameworks` reads the marks.
"""

COLOUR = {
    "a route is still the coroutine function": """
        from fastapi import FastAPI

        app = FastAPI()

        @app.get("/")
        async def index(): ...

        async def other():
            index()  # ASF301
            await index()
    """,
    "sync_to_async makes a coroutine function": """
        from asgiref.sync import sync_to_async

        @sync_to_async
        def load(): ...

        async def main():
            load()  # ASF301
            sync_to_async(print)("x")  # ASF301
            later = sync_to_async(load)
            later(1)  # ASF301
            await load()
    """,
    "database_sync_to_async on a method": """
        from channels.db import database_sync_to_async

        class C:
            @database_sync_to_async
            def get(self): ...

            async def connect(self):
                self.get()  # ASF301
                await self.get()
    """,
    "async_to_sync is called, not awaited": """
        from asgiref.sync import async_to_sync

        async def fetch(): ...

        @async_to_sync
        async def load(): ...

        def view():
            load()
            async_to_sync(fetch)()

        async def handler():
            load()  # ASF305
            async_to_sync(fetch)()  # ASF305
            later = async_to_sync(fetch)
            return later

        async def indirect():
            view()  # ASF305
    """,
    "a thread bridge given a coroutine function": """
        from asgiref.sync import sync_to_async

        @sync_to_async  # ASF307
        async def load(): ...

        async def main():
            await load()
    """,
    "celery never awaits": """
        from celery import Celery, shared_task
        from myproject import AsyncTask

        app = Celery()

        @app.task  # ASF307
        async def add(a, b): ...

        @shared_task(bind=True)  # ASF307
        async def sub(self, a, b): ...

        @app.task(base=AsyncTask)
        async def ok(a, b): ...
    """,
    "background scheduler never awaits": """
        from apscheduler.schedulers.background import BackgroundScheduler

        async def poll(): ...

        scheduler = BackgroundScheduler()
        scheduler.add_job(poll, "interval")  # ASF307
        scheduler.add_job(poll, "interval", executor="asyncio")

        @scheduler.scheduled_job("cron")  # ASF307
        async def tick(): ...
    """,
    "channels: a plain consumer never awaits": """
        from channels.generic.websocket import WebsocketConsumer

        class C(WebsocketConsumer):
            async def receive(self, text_data):  # ASF307
                pass
    """,
    "background task called too early": """
        from fastapi import BackgroundTasks, FastAPI

        app = FastAPI()

        def mail(to: str) -> None: ...
        async def store(to: str) -> None: ...

        @app.post("/")
        async def send(tasks: BackgroundTasks):
            tasks.add_task(mail("x"))  # ASF113
            tasks.add_task(store, "x")
            tasks.add_task(mail, "x")
    """,
    "dependencies made by factories": """
        from fastapi import Depends, FastAPI

        def checker(role):
            def check(): ...
            return check

        class Pager:
            def __init__(self, size): ...
            def __call__(self): ...

        app = FastAPI()

        @app.get("/")
        def index(a=Depends(checker("x")), b=Depends(Pager(3)), c=Depends(Pager)): ...
    """,
    "textual methods need no await": """
        from textual.app import App
        from textual.widgets import Static

        class A(App):
            async def on_mount(self):
                self.mount(Static())
                self.push_screen("x")
                self.query_one(Static).update("x")
                self.query_one(Static).remove()
    """,
    "textual workers need no await": """
        from textual import work
        from textual.app import App

        class A(App):
            @work
            async def load(self): ...

            @work(exclusive=True)
            async def more(self): ...

            def on_mount(self):
                self.load()
                self.more()
    """,
    "discord loops and commands": """
        from discord.ext import commands, tasks

        class C(commands.Cog):
            def __init__(self):
                self.poll.start()

            def cog_unload(self):
                self.poll.cancel()

            @tasks.loop(seconds=1)
            async def poll(self): ...

            @commands.command()
            async def ping(self, ctx): ...
    """,
    "tornado coroutines start by themselves": """
        from tornado import gen

        @gen.coroutine
        def log(x):
            yield gen.sleep(1)

        async def main():
            log(1)
    """,
    "tenacity and caches keep the colour": """
        from tenacity import retry
        from async_lru import alru_cache

        @retry
        async def a(): ...

        @retry(reraise=True)
        async def b(): ...

        @alru_cache(maxsize=None)
        async def c(): ...

        async def main():
            a()  # ASF301
            b()  # ASF301
            c()  # ASF301
    """,
    "pytest marks keep the colour": """
        import pytest
        import pytest_asyncio

        @pytest_asyncio.fixture
        async def server():
            yield 1

        @pytest.mark.asyncio
        async def test_a(server):
            helper()  # ASF301

        async def helper(): ...
    """,
    "prefect, dramatiq and unknown ones": """
        import dramatiq
        from prefect import flow
        from unknown import cached

        @flow
        async def a(): ...

        @dramatiq.actor
        async def b(): ...

        @cached
        async def c(): ...

        async def main():
            a()
            b()
            b.send()
            c()
    """,
    "top-level await: a loop runs in this file": """
        import asyncio

        async def f(): ...

        # %%
        await f()
        # %%
        asyncio.run(f())  # ASF305
    """,
    "a coroutine offered to a loop callback": """
        from tornado.ioloop import IOLoop, PeriodicCallback

        async def poll(): ...

        PeriodicCallback(poll, 1000).start()
        IOLoop.current().spawn_callback(poll)
    """,
    "telegram": """
        import time
        from telegram.ext import Application, CommandHandler

        async def start(update, context):
            time.sleep(1)  # ASF101

        application = Application.builder().build()
        application.add_handler(CommandHandler("start", start))
        application.job_queue.run_repeating(start, 1)
    """,
}
