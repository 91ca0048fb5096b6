"""Shop checkout that keeps the payment task it shields."""
import asyncio
from dataclasses import dataclass, field


@dataclass
class Basket:
    customer: str
    cents: int


@dataclass
class Checkout:
    payments: set[asyncio.Task] = field(default_factory=set)

    async def charge(self, basket: Basket) -> str:
        await asyncio.sleep(0.1)
        return f"{basket.customer}-{basket.cents}"

    async def pay(self, basket: Basket) -> str:
        task = asyncio.create_task(self.charge(basket))
        self.payments.add(task)
        task.add_done_callback(self.payments.discard)
        return await asyncio.shield(task)

    async def pay_or_log(self, basket: Basket) -> str:
        task = asyncio.create_task(self.charge(basket))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            print("payment goes on:", await task)
            raise

    async def close(self) -> None:
        if self.payments:
            await asyncio.wait_for(asyncio.gather(*self.payments), 10)


async def main() -> None:
    checkout = Checkout()
    print(await checkout.pay(Basket("ada", 100)), await checkout.pay_or_log(Basket("bob", 5)))
    await checkout.close()


if __name__ == "__main__":
    asyncio.run(main())
