"""Web hook receiver that starts tasks and forgets them."""
import asyncio

from aiohttp import web


class Hooks:
    def __init__(self) -> None:
        self.seen = 0

    async def process(self, payload: dict) -> None:
        await asyncio.sleep(1)
        print("processed", payload)

    async def receive(self, request: web.Request) -> web.Response:
        payload = await request.json()
        asyncio.create_task(self.process(payload))  # expect: ASF303
        return web.Response(status=202)

    async def receive_many(self, request: web.Request) -> web.Response:
        for payload in await request.json():
            _ = asyncio.ensure_future(self.process(payload))  # expect: ASF303
        return web.Response(status=202)

    async def warm_up(self, app: web.Application) -> None:
        loop = asyncio.get_running_loop()
        loop.create_task(self.process({"kind": "warm-up"}))  # expect: ASF303


def make_app() -> web.Application:
    hooks = Hooks()
    app = web.Application()
    app.router.add_post("/hook", hooks.receive)
    app.router.add_post("/hooks", hooks.receive_many)
    app.on_startup.append(hooks.warm_up)
    return app
