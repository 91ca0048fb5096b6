"""Upload service that does its disk work in threads."""
import asyncio
import shutil
from functools import partial
from pathlib import Path

from aiohttp import web

STORE = Path("/srv/uploads")


def store(name: str, payload: bytes) -> int:
    with open(STORE / name, "wb") as fh:
        return fh.write(payload)


async def upload(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    size = await asyncio.to_thread(store, name, await request.read())
    return web.json_response({"size": size})


async def manifest(request: web.Request) -> web.Response:
    text = await asyncio.to_thread((STORE / "manifest.json").read_text)
    return web.Response(text=text)


async def archive(request: web.Request) -> web.Response:
    name = request.match_info["name"]

    def move() -> None:
        shutil.move(STORE / name, STORE / "archive")
        with open(STORE / "log.txt", "a") as fh:
            fh.write(name + "\n")

    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, move)
    await loop.run_in_executor(None, partial(shutil.rmtree, STORE / "tmp", ignore_errors=True))
    await asyncio.to_thread(lambda: (STORE / "done").write_text(name))
    return web.Response(status=204)


def make_app() -> web.Application:
    app = web.Application()
    app.router.add_post("/upload/{name}", upload)
    app.router.add_get("/manifest", manifest)
    app.router.add_post("/archive/{name}", archive)
    return app
