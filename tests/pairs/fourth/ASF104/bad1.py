"""aiohttp upload service that stores files on disk from its handlers."""
import json
import shutil
from pathlib import Path

from aiohttp import web

STORE = Path("/srv/uploads")
routes = web.RouteTableDef()


@routes.post("/upload/{name}")
async def upload(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    payload = await request.read()
    with open(STORE / name, "wb") as fh:  # expect: ASF104
        fh.write(payload)
        fh.flush()
    return web.json_response({"stored": name, "size": len(payload)})


@routes.get("/manifest")
async def manifest(request: web.Request) -> web.Response:
    text = (STORE / "manifest.json").read_text()  # expect: ASF104
    return web.json_response(json.loads(text))


@routes.post("/archive/{name}")
async def archive(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    shutil.copyfile(STORE / name, STORE / "archive" / name)  # expect: ASF104
    return web.Response(status=204)


def make_app() -> web.Application:
    app = web.Application()
    app.add_routes(routes)
    return app


if __name__ == "__main__":
    web.run_app(make_app())
