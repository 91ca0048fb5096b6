"""aiohttp handler and clean-up code with fire-and-forget shields."""
import asyncio as aio
import functools

from aiohttp import web


async def store(app: web.Application, body: bytes) -> int:
    await aio.sleep(0.2)
    app["bodies"].append(body)
    return len(body)


async def receive(request: web.Request) -> web.Response:
    body = await request.read()
    size = await aio.shield(store(request.app, body))  # expect: ASF407
    return web.json_response({"size": size})


async def flush(app: web.Application) -> None:
    save = functools.partial(store, app)
    if not await aio.shield(save(b"end")):  # expect: ASF407
        print("nothing to flush")


async def cleanup(app: web.Application) -> None:
    match app["bodies"]:
        case []:
            return
        case [*bodies]:
            await aio.shield(aio.ensure_future(store(app, b"".join(bodies))))  # expect: ASF407


def make_app() -> web.Application:
    app = web.Application()
    app["bodies"] = []
    app.router.add_post("/", receive)
    app.on_shutdown.append(flush)
    app.on_cleanup.append(cleanup)
    return app
