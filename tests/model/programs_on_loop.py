"""Plain functions that frameworks call on the event loop: a blocking call in them is reported.

Programs as users write them, cut short; `test_frameworks` reads the marks.
"""

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
