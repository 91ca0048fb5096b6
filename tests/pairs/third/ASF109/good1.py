"""Sign-up handlers that hash passwords in a worker thread."""
import asyncio
import secrets

import bcrypt
from aiohttp import web

routes = web.RouteTableDef()
USERS: dict[str, bytes] = {}


def verify(password: str, digest: bytes) -> bool:
    return bcrypt.checkpw(password.encode(), digest)


@routes.post("/signup")
async def signup(request: web.Request) -> web.Response:
    form = await request.post()
    salt = bcrypt.gensalt(12)
    digest = await asyncio.to_thread(bcrypt.hashpw, str(form["password"]).encode(), salt)
    USERS[str(form["name"])] = digest
    return web.Response(status=201)


@routes.post("/login")
async def login(request: web.Request) -> web.Response:
    form = await request.post()
    digest = USERS.get(str(form["name"]))
    loop = asyncio.get_running_loop()
    if digest is None or not await loop.run_in_executor(None, verify, str(form["password"]), digest):
        raise web.HTTPForbidden()
    return web.json_response({"token": secrets.token_hex(16)})


def build() -> web.Application:
    app = web.Application()
    app.add_routes(routes)
    return app


if __name__ == "__main__":
    web.run_app(build())
