from dataclasses import dataclass
from functools import singledispatch

_routes = {}


@dataclass
class Text:
    body: str


@dataclass
class Image:
    url: str


def route(path):
    def register(view):
        _routes[path] = view
        return view

    return register


@route("/")
async def index(request):
    return await request.render("index.html")


@route("/about")
async def about(request):
    return await request.render("about.html")


@route("/version")
def version(request):  # expect: ASF903
    return "1.4"


async def serve(request):
    view = _routes[request.path]
    return await view(request)


@singledispatch
async def export(item, client):
    raise TypeError(type(item))


@export.register
async def _(item: Image, client):
    return await client.upload(item.url)


@export.register(Text)
def export_text(item, client):  # expect: ASF903
    return item.body.encode()


async def export_all(items, client):
    return [await export(item, client) for item in items]
