"""Where frameworks run what users write for them: programs of a few lines, and what the rules say about them.

Each program marks the lines that are reported: ``# ASF101``; every other line is silent.
"""

from __future__ import annotations

import ast
import re
import textwrap

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

RULES = frozenset(rule.code for rule in all_rules() if re.match("ASF(1|30[157])", rule.code) and rule.default)

# -- on the loop -------------------------------------------------------------------------------------------------------

ON_LOOP = {
    "textual message handler": """
        import time
        from textual.app import App

        class Clock(App):
            def on_mount(self):
                time.sleep(1)  # ASF101
    """,
    "textual compose is a generator": """
        import requests
        from textual import app, widgets

        class News(app.App):
            def compose(self):
                yield widgets.Header()
                yield widgets.Static(requests.get("https://news.example").text)  # ASF102
    """,
    "textual through a base class of this file": """
        import subprocess
        from textual.widgets import Static

        class Panel(Static):
            pass

        class Log(Panel):
            def watch_path(self, old, new):
                subprocess.run(["tail", new])  # ASF103

            def helper(self):
                subprocess.run(["tail"])
    """,
    "textual action that asks a helper": """
        import requests
        from textual.screen import ModalScreen

        def fetch(url):
            return requests.get(url)

        class Ask(ModalScreen[bool]):
            def action_accept(self):
                fetch("https://x.example")  # ASF120

            def action_cancel(self):
                self.dismiss(False)
    """,
    "textual on decorator": """
        import time
        from textual import on
        from textual.app import App
        from textual.widgets import Button

        class A(App):
            @on(Button.Pressed, "#go")  # ASF112
            def go(self):
                time.sleep(1)
    """,
    "textual handler both by name and by decorator": """
        import time
        from textual import on
        from textual.app import App
        from textual.widgets import Button

        class A(App):
            @on(Button.Pressed)
            def on_button_pressed(self):
                time.sleep(1)  # ASF101
    """,
    "textual timer": """
        import time
        from textual.app import App

        class A(App):
            def on_mount(self):
                self.set_interval(1, self.tick)  # ASF112
                self.call_later(self.quick)

            def tick(self):
                time.sleep(1)

            def quick(self):
                pass
    """,
    "asyncio protocol": """
        import asyncio
        import requests

        class Echo(asyncio.Protocol):
            def connection_made(self, transport):
                self.transport = transport

            def data_received(self, data):
                requests.post("https://x.example", data)  # ASF102
    """,
    "asyncio datagram protocol with a helper": """
        from asyncio import DatagramProtocol
        import time

        class Dns(DatagramProtocol):
            def datagram_received(self, data, addr):
                self.answer(data)  # ASF120

            def answer(self, data):
                time.sleep(1)
    """,
    "asyncio protocol: an async override is never awaited": """
        import asyncio

        class Echo(asyncio.Protocol):
            async def data_received(self, data):  # ASF307
                await asyncio.sleep(1)
    """,
    "asyncio protocol: loops cannot be nested": """
        import asyncio

        async def handle(data): ...

        class Echo(asyncio.Protocol):
            def data_received(self, data):
                asyncio.run(handle(data))  # ASF305
    """,
    "start_server with a plain callback": """
        import asyncio
        import time

        def serve(reader, writer):
            time.sleep(1)

        async def main():
            await asyncio.start_server(serve, port=1)  # ASF112
    """,
    "exception handler of the loop": """
        import asyncio
        import requests

        def report(loop, context):
            requests.post("https://sentry.example", json=context)

        async def main():
            asyncio.get_running_loop().set_exception_handler(report)  # ASF112
    """,
    "tornado handler": """
        import time
        import tornado.web

        class Main(tornado.web.RequestHandler):
            def get(self):
                time.sleep(1)  # ASF101
                self.write("x")

            def render_page(self):
                time.sleep(1)
    """,
    "tornado authenticated": """
        import requests
        from tornado.web import RequestHandler, authenticated

        class Main(RequestHandler):
            @authenticated
            def post(self):
                requests.get("https://x.example")  # ASF102
    """,
    "tornado web socket": """
        import time
        from tornado.websocket import WebSocketHandler

        class Chat(WebSocketHandler):
            def on_message(self, message):
                time.sleep(1)  # ASF101

            async def on_close(self):  # ASF307
                pass
    """,
    "tornado generator coroutine": """
        import time
        from tornado import gen

        @gen.coroutine
        def fetch(url):
            time.sleep(1)  # ASF101
            yield gen.sleep(1)
    """,
    "tornado generator coroutine as a handler": """
        import time
        from tornado import gen, web

        class Main(web.RequestHandler):
            @gen.coroutine
            def get(self):
                time.sleep(1)  # ASF101
                yield gen.sleep(1)
    """,
    "tornado callbacks": """
        import time
        from tornado.ioloop import IOLoop, PeriodicCallback

        def poll():
            time.sleep(1)

        PeriodicCallback(poll, 1000).start()  # ASF112
        IOLoop.current().add_callback(poll)  # ASF112
        loop = IOLoop.instance()
        loop.call_later(1, poll)  # ASF112
        loop.run_in_executor(None, poll)
    """,
    "jupyter_server handler": """
        import subprocess
        from jupyter_server.base.handlers import APIHandler

        class Git(APIHandler):
            def post(self):
                subprocess.run(["git", "pull"])  # ASF103
    """,
    "sanic handler": """
        import time
        from sanic import Sanic

        app = Sanic("x")

        @app.get("/")  # ASF112
        def index(request):
            time.sleep(1)

        @app.get("/b")
        async def other(request):
            time.sleep(1)  # ASF101
    """,
    "sanic blueprint, middleware and view": """
        import requests
        from sanic import Blueprint
        from sanic.views import HTTPMethodView

        bp = Blueprint("x")

        @bp.middleware("request")  # ASF112
        def check(request):
            requests.get("https://auth.example")

        @bp.on_response  # ASF112
        def log(request, response):
            requests.get("https://log.example")

        class View(HTTPMethodView):
            def get(self, request):
                requests.get("https://x.example")  # ASF102
    """,
    "litestar handler": """
        import time
        from litestar import get, post

        @get("/")  # ASF112
        def index() -> str:
            time.sleep(1)

        @post("/", sync_to_thread=False)  # ASF112
        def add() -> None:
            time.sleep(1)
    """,
    "litestar controller": """
        import requests
        from litestar import Controller, get

        class Books(Controller):
            path = "/books"

            @get()  # ASF112
            def all(self) -> str:
                return requests.get("https://x.example").text
    """,
    "litestar dependency": """
        import time
        from litestar.di import Provide

        def connect():
            time.sleep(1)

        deps = {"db": Provide(connect), "db2": Provide(connect, sync_to_thread=True)}  # ASF112
    """,
    "aiohttp plain handler": """
        import time
        from aiohttp import web

        def index(request):
            time.sleep(1)

        app = web.Application()
        app.router.add_get("/", index)  # ASF112
        app.add_routes([web.post("/", index)])  # ASF112
    """,
    "websockets handshake": """
        import requests
        import websockets

        def check(connection, request):
            requests.get("https://auth.example")

        async def handler(ws): ...

        async def main():
            async with websockets.serve(handler, "", 1, process_request=check):  # ASF112
                pass
    """,
    "discord predicate": """
        import requests
        from discord.ext import commands

        def allowed(ctx):
            return requests.get("https://x.example").ok

        def is_allowed():
            return commands.check(allowed)  # ASF112

        class Admin(commands.Cog):
            def cog_check(self, ctx):
                return requests.get("https://x.example").ok  # ASF102
    """,
    "discord wait_for": """
        import discord, time

        client = discord.Client(intents=None)

        @client.event
        async def on_message(message):
            def check(m):
                time.sleep(1)
                return True

            await client.wait_for("message", check=check)  # ASF112
    """,
    "home assistant callback": """
        import time
        from homeassistant.core import callback

        class Sensor:
            @callback  # ASF112
            def changed(self, event):
                time.sleep(1)
    """,
    "prompt_toolkit key binding": """
        import requests
        from prompt_toolkit.key_binding import KeyBindings

        kb = KeyBindings()

        @kb.add("c-r")  # ASF112
        def _(event):
            requests.get("https://x.example")
    """,
    "nicegui": """
        import time
        from nicegui import ui

        @ui.page("/")  # ASF112
        def index():
            time.sleep(1)

        def save():
            time.sleep(1)

        ui.button("save", on_click=save)  # ASF112
        ui.timer(1.0, lambda: time.sleep(1))  # ASF112
    """,
    "twisted": """
        import time
        from twisted.internet.protocol import Protocol
        from twisted.internet.defer import inlineCallbacks

        class Echo(Protocol):
            def dataReceived(self, data):
                time.sleep(1)  # ASF101

        @inlineCallbacks
        def run():
            time.sleep(1)  # ASF101
            yield
    """,
    "hook that is a class method": """
        import time
        from textual.widget import Widget

        class W(Widget):
            @staticmethod
            def validate_count(count):
                time.sleep(1)  # ASF101
    """,
    "decorated by a wrapper of this file": """
        import functools, time
        from textual.app import App

        def logged(f):
            @functools.wraps(f)
            def wrapper(*args):
                return f(*args)
            return wrapper

        class A(App):
            @logged
            def on_mount(self):
                time.sleep(1)  # ASF101
    """,
}

# -- in a thread or process: silent ------------------------------------------------------------------------------------

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

# -- the colour of what is decorated -----------------------------------------------------------------------------------

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


def reports(source: str) -> set[tuple[int, str]]:
    settings = Settings(rules=RULES)
    return {(each.line, each.code) for each in analyse(source, "pkg/snippet.py", settings, ast.parse(source))}


@pytest.mark.parametrize(
    "program", [*ON_LOOP.values(), *SILENT.values(), *COLOUR.values()], ids=[*ON_LOOP, *SILENT, *COLOUR]
)
def test_program(program: str) -> None:
    source = textwrap.dedent(program)
    expected = {
        (number, mark) for number, text in enumerate(source.splitlines(), 1) for mark in re.findall(r"# (ASF\d+)", text)
    }
    assert reports(source) == expected


@pytest.mark.parametrize("program", ON_LOOP.values(), ids=list(ON_LOOP))
def test_the_gate_lets_it_in(program: str) -> None:
    from flake8_asyncsafe.syntax.gate import may_matter

    assert may_matter(textwrap.dedent(program), Settings())
