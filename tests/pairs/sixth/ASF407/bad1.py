import asyncio
from dataclasses import dataclass, field


@dataclass
class Order:
    number: int
    lines: list[str] = field(default_factory=list)
    paid: bool = False


class Checkout:
    def __init__(self, gateway) -> None:
        self.gateway = gateway

    async def charge(self, order: Order) -> None:
        await self.gateway.post("/charge", {"order": order.number})
        order.paid = True

    async def buy(self, order: Order) -> bool:
        await asyncio.shield(self.charge(order))  # expect: ASF407
        return order.paid

    async def refund(self, order: Order) -> None:
        await asyncio.shield(asyncio.create_task(self.gateway.post("/refund", {"order": order.number})))  # expect: ASF407
        order.paid = False
