class Cart:
    def __init__(self, db, owner: int) -> None:
        self._db = db
        self._owner = owner

    @property
    async def is_empty(self) -> bool:
        return not await self._db.count(self._owner)

    async def subtotal(self) -> int:
        return await self._db.sum(self._owner)


async def checkout(cart: Cart, shipping: int, gateway) -> int:
    if cart.is_empty:  # expect: ASF302
        raise ValueError("nothing to pay")
    amount = cart.subtotal() + shipping  # expect: ASF302
    await gateway.charge(amount)
    return amount
