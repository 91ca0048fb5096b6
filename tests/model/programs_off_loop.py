"""What frameworks run in threads and processes, or on purpose: nothing to report.

Programs as users write them, cut short; `test_frameworks` reads the marks.
"""

SILENT = {
    "fastapi endpoints and dependencies": """
        import time, requests
        from fastapi import FastAPI, APIRouter, Depends, BackgroundTasks

        app = FastAPI()
        router = APIRouter(prefix="/x")

        def settings():
            time.sleep(1)

        def mail(to):
            time.sleep(1)

        @app.get("/")
        def index(s=Depends(settings)):
            time.sleep(1)

        @router.post("/mail")
        async def send(tasks: BackgroundTasks):
            tasks.add_task(mail, "x")

        @app.exception_handler(ValueError)
        def failed(request, exc):
            requests.post("https://x.example")

        router.add_api_route("/z", index)
    """,
    "fastapi startup": """
        import time
        from fastapi import FastAPI

        app = FastAPI()

        @app.on_event("startup")
        def load():
            time.sleep(1)
    """,
    "starlette": """
        import time
        from starlette.background import BackgroundTask
        from starlette.concurrency import run_in_threadpool
        from starlette.endpoints import HTTPEndpoint
        from starlette.responses import StreamingResponse
        from starlette.routing import Route

        def lines():
            while True:
                time.sleep(1)
                yield "x"

        def page(request):
            time.sleep(1)

        class Users(HTTPEndpoint):
            def get(self, request):
                time.sleep(1)

        async def stream(request):
            await run_in_threadpool(page, request)
            return StreamingResponse(lines(), background=BackgroundTask(page, request))

        async def inline(request):
            return StreamingResponse((time.sleep(1) for _ in range(3)))

        routes = [Route("/", page), Route("/s", stream)]
    """,
    "django": """
        import time
        from django.urls import path
        from django.views import View
        from asgiref.sync import sync_to_async

        class Index(View):
            def get(self, request):
                time.sleep(1)

        def page(request):
            time.sleep(1)

        async def other(request):
            await sync_to_async(page)(request)
            await sync_to_async(page, thread_sensitive=True)(request)

        urlpatterns = [path("", page), path("i", Index.as_view())]
    """,
    "django decorated by sync_to_async": """
        import time
        from asgiref.sync import sync_to_async

        @sync_to_async
        def load():
            time.sleep(1)

        @sync_to_async(thread_sensitive=False)
        def save():
            time.sleep(1)

        async def main():
            await load()
            await save()
    """,
    "channels": """
        import time
        from channels.db import database_sync_to_async
        from channels.generic.websocket import AsyncWebsocketConsumer, WebsocketConsumer

        class Sync(WebsocketConsumer):
            def receive(self, text_data):
                time.sleep(1)

        class Chat(AsyncWebsocketConsumer):
            async def connect(self):
                self.user = await self.get_user()
                await database_sync_to_async(self.store)(1)

            @database_sync_to_async
            def get_user(self):
                time.sleep(1)

            def store(self, n):
                time.sleep(1)
    """,
    "quart": """
        import time
        from quart import Quart

        app = Quart(__name__)

        @app.route("/")
        def index():
            time.sleep(1)

        @app.before_request
        def check():
            time.sleep(1)
    """,
    "litestar in a thread, or not known": """
        import time
        from litestar import get

        threads = True

        @get("/", sync_to_thread=True)
        def index() -> str:
            time.sleep(1)

        @get("/b", sync_to_thread=flag())
        def b() -> str:
            time.sleep(1)

        @get("/c", **options)
        def c() -> str:
            time.sleep(1)
    """,
    "aiogram": """
        import time
        from aiogram import Dispatcher, Router

        router = Router()
        dp = Dispatcher()

        @router.message()
        def start(message):
            time.sleep(1)

        @dp.callback_query(lambda c: True)
        def pressed(query):
            time.sleep(1)
    """,
    "textual workers": """
        import time
        from textual import work, on
        from textual.app import App
        from textual.worker import get_current_worker

        class A(App):
            @work(thread=True)
            def load(self):
                time.sleep(1)

            @work(exclusive=True, thread=True)
            def on_input_changed(self):
                time.sleep(1)

            @work(thread=True)
            async def own_loop(self):
                time.sleep(1)

            def on_mount(self):
                self.load()
                self.run_worker(self.slow, thread=True)

            def slow(self):
                time.sleep(1)
    """,
    "textual suspends": """
        import os, subprocess
        from textual.app import App
        from textual.screen import Screen

        class A(App):
            def action_edit(self):
                with self.suspend():
                    subprocess.run(["vim"])

            async def action_shell(self):
                with self.suspend():
                    os.system("sh")
                    self.edit()

            def edit(self):
                subprocess.run(["vim"])

        class S(Screen):
            def action_edit(self):
                with self.app.suspend():
                    subprocess.run(["vim"])
    """,
    "textual properties and unknown decorators": """
        import time
        from textual.app import App
        from other import threaded

        class A(App):
            @property
            def on_time(self):
                time.sleep(1)

            @threaded
            def on_mount(self):
                time.sleep(1)

            def on_click(self):
                def on_done():
                    time.sleep(1)
                return on_done
    """,
    "celery": """
        import time
        from celery import Celery, shared_task, Task

        app = Celery("x")

        @app.task
        def add(a, b):
            time.sleep(1)

        @shared_task(bind=True)
        def sub(self, a, b):
            time.sleep(1)

        class Base(Task):
            def on_failure(self, *args):
                time.sleep(1)

        async def handler():
            add.delay(1, 2)
            sub.apply_async((1, 2))
    """,
    "apscheduler": """
        import time
        from apscheduler.schedulers.asyncio import AsyncIOScheduler

        scheduler = AsyncIOScheduler()

        def poll():
            time.sleep(1)

        async def tick(): ...

        scheduler.add_job(poll, "interval")
        scheduler.add_job(tick, "interval")

        @scheduler.scheduled_job("interval")
        def other():
            time.sleep(1)
    """,
    "dramatiq, huey, rq": """
        import time, dramatiq
        from huey import SqliteHuey
        from rq.decorators import job

        @dramatiq.actor
        def a():
            time.sleep(1)

        @dramatiq.actor(max_retries=1)
        async def b(): ...

        @job("default")
        def c():
            time.sleep(1)
    """,
    "home assistant": """
        import time
        from homeassistant.core import HomeAssistant
        from homeassistant.helpers.entity import Entity

        def read():
            time.sleep(1)

        async def async_setup_entry(hass: HomeAssistant, entry):
            return await hass.async_add_executor_job(read)

        class Lamp(Entity):
            def turn_on(self, **kwargs):
                time.sleep(1)
    """,
    "tornado executor": """
        import time
        from concurrent.futures import ThreadPoolExecutor
        from tornado.concurrent import run_on_executor
        from tornado.web import RequestHandler

        class Main(RequestHandler):
            executor = ThreadPoolExecutor(4)

            @run_on_executor
            def work(self):
                time.sleep(1)

            @run_on_executor(executor="executor")
            def more(self):
                time.sleep(1)

            async def get(self):
                await self.work()
                await self.more()
    """,
    "nicegui offloads": """
        import time
        from nicegui import run, ui

        async def save():
            await run.io_bound(time.sleep, 1)
            await run.cpu_bound(time.sleep, 1)

        ui.button("save", on_click=save)
    """,
    "asyncer": """
        import time
        from asyncer import asyncify

        def load():
            time.sleep(1)

        async def main():
            await asyncify(load)()
            await asyncify(function=load)()
    """,
    "own class with the names of hooks": """
        import time, asyncio

        class App:
            def on_mount(self):
                time.sleep(1)

            def data_received(self, data):
                time.sleep(1)
    """,
    "unknown base": """
        import time
        from mylib import App

        class A(App):
            def on_mount(self):
                time.sleep(1)
    """,
    "unittest runs plain tests outside the loop": """
        import time, unittest

        class T(unittest.IsolatedAsyncioTestCase):
            def setUp(self):
                time.sleep(1)

            def test_x(self):
                time.sleep(1)
    """,
    "notebook with nest_asyncio": """
        # %%
        import asyncio
        import nest_asyncio
        nest_asyncio.apply()

        async def f(): ...

        # %%
        await f()
        asyncio.run(f())
    """,
    "click and typer": """
        import click, time, typer
        import asyncio

        @click.command()
        def main():
            time.sleep(1)
            asyncio.run(run())

        async def run(): ...
    """,
}
