"""Shop checkout whose payment must not be interrupted by a closed browser."""
import asyncio
from dataclasses import dataclass
from uuid import uuid4

from aiohttp import ClientSession, web


@dataclass
class Basket:
    customer: str
    cents: int


class Checkout:
    def __init__(self, session: ClientSession) -> None:
        self.session = session

    async def charge(self, basket: Basket) -> str:
        async with self.session.post("https://pay.example.org", json={"cents": basket.cents}) as answer:
            return (await answer.json())["id"]

    async def receipt(self, basket: Basket, number: str) -> None:
        await self.session.post("https://mail.example.org", json={"to": basket.customer, "id": number})

    async def pay(self, basket: Basket) -> str:
        number = await asyncio.shield(self.charge(basket))  # expect: ASF407
        await asyncio.shield(asyncio.create_task(self.receipt(basket, number)))  # expect: ASF407
        return number


async def handler(request: web.Request) -> web.Response:
    form = await request.json()
    checkout: Checkout = request.app["checkout"]
    number = await checkout.pay(Basket(form.get("customer", uuid4().hex), int(form["cents"])))
    return web.json_response({"id": number})


def build(session: ClientSession) -> web.Application:
    app = web.Application()
    app["checkout"] = Checkout(session)
    app.router.add_post("/pay", handler)
    return app
