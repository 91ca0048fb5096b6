import trio


class Account:
    def __init__(self, ledger) -> None:
        self.ledger = ledger

    async def balance(self) -> int:
        return await self.ledger.read("balance")

    async def fee(self, amount: int) -> int:
        await trio.sleep(0)
        return amount // 100

    async def withdraw(self, amount: int) -> None:
        if self.balance() < amount:  # expect: ASF302
            raise ValueError("not enough")
        await self.ledger.book(-amount)

    async def total(self, amount: int) -> int:
        return amount + self.fee(amount)  # expect: ASF302
