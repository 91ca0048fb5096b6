"""Order pipeline with a leftover debugging aid."""
import asyncio
from collections.abc import Callable
from dataclasses import dataclass

ask: Callable[[str], str] = input


@dataclass
class Order:
    number: int
    amount: float
    approved: bool = False


class Approval:
    def __init__(self, limit: float) -> None:
        self.limit = limit

    async def __call__(self, order: Order) -> Order:
        await asyncio.sleep(0.01)
        if order.amount > self.limit:
            breakpoint()  # expect: ASF110
        order.approved = order.amount <= self.limit
        return order


async def numbers() -> list[int]:
    await asyncio.sleep(0)
    return [int(text) for text in ask("order numbers: ").split()]  # expect: ASF110


async def main() -> None:
    approve = Approval(100.0)
    for number in await numbers():
        order = await approve(Order(number, number * 10.0))
        print(order)


if __name__ == "__main__":
    asyncio.run(main())
