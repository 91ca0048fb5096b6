"""Sign-up handlers of a small web application."""
import secrets
from dataclasses import dataclass

import bcrypt
from aiohttp import web

routes = web.RouteTableDef()
USERS: dict[str, "Account"] = {}


@dataclass
class Account:
    name: str
    digest: bytes
    token: str = ""


@routes.post("/signup")
async def signup(request: web.Request) -> web.Response:
    form = await request.post()
    name = str(form["name"])
    digest = bcrypt.hashpw(str(form["password"]).encode(), bcrypt.gensalt(12))  # expect: ASF109
    USERS[name] = Account(name, digest)
    return web.json_response({"name": name}, status=201)


@routes.post("/login")
async def login(request: web.Request) -> web.Response:
    form = await request.post()
    account = USERS.get(str(form["name"]))
    if account is None:
        raise web.HTTPForbidden()
    if not bcrypt.checkpw(str(form["password"]).encode(), account.digest):  # expect: ASF109
        raise web.HTTPForbidden()
    account.token = secrets.token_urlsafe()
    return web.json_response({"token": account.token})


def build() -> web.Application:
    app = web.Application()
    app.add_routes(routes)
    return app


if __name__ == "__main__":
    web.run_app(build())
