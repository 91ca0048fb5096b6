import asyncio
from dataclasses import dataclass, field


@dataclass
class Cart:
    owner: str
    lines: list[tuple[str, int]] = field(default_factory=list)

    async def add(self, sku: str, count: int = 1) -> None:  # expect: ASF322
        if count < 1:
            raise ValueError(count)
        self.lines.append((sku, count))

    @classmethod
    async def parse(cls, owner: str, text: str) -> "Cart":  # expect: ASF322
        async def quantity(raw: str) -> int:
            await asyncio.sleep(0)
            return int(raw)

        cart = cls(owner)
        cart.lines = [(part, 1) for part in text.split(",")]
        cart.checks = quantity
        return cart

    async def checkout(self) -> int:
        await asyncio.sleep(0.1)
        return sum(count for _, count in self.lines)


async def main() -> None:
    cart = await Cart.parse("ann", "tea,milk")
    await cart.add("bread", 2)
    print(await cart.checkout())


asyncio.run(main())
