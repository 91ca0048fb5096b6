import asyncio
import inspect
import json
from functools import singledispatch

_routes = {}
_filters = {}


def route(path):
    def register(view):
        if not asyncio.iscoroutinefunction(view):
            raise TypeError(f"{view.__name__} must be async")
        _routes[path] = view
        return view

    return register


def template_filter(function):
    _filters[function.__name__] = function
    return function


@route("/")
async def index(request):
    return await request.render("index.html")


@template_filter
def upper(text):
    return text.upper()


@template_filter
def lower(text):
    return text.lower()


async def serve(request):
    return await _routes[request.path](request)


@singledispatch
def size(item):
    return 1


@size.register
def _(item: list):
    return sum(size(child) for child in item)


class Consumer:
    def __init__(self, store):
        self.store = store
        self.muted = set()

    async def dispatch(self, raw):
        message = json.loads(raw)
        result = getattr(self, f"handle_{message['kind']}")(message)
        if inspect.isawaitable(result):
            await result
        check = getattr(self, f"check_{message['kind']}", None)
        return check is None or check(message)

    async def handle_created(self, message):
        await self.store.insert(message["id"], message["body"])

    def handle_muted(self, message):
        self.muted.add(message["id"])

    def check_created(self, message):
        return "body" in message

    def check_muted(self, message):
        return "id" in message
