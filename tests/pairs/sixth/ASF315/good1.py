import asyncio
from dataclasses import dataclass


@dataclass
class Account:
    number: str
    balance: int = 0

    def __post_init__(self) -> None:
        self.number = self.number.strip()

    @property
    async def rating(self) -> str:
        await asyncio.sleep(0.01)
        return "A" if self.balance > 0 else "C"

    @property
    def label(self) -> str:
        return f"account {self.number}"

    @label.setter
    def label(self, value: str) -> None:
        self.number = value.removeprefix("account ")


class Ledger:
    def __init__(self) -> None:
        self.accounts: list[Account] = []

    def __await__(self):
        return self._open().__await__()

    async def _open(self) -> "Ledger":
        await asyncio.sleep(0.01)
        self.accounts.append(Account("1"))
        return self

    async def __aenter__(self) -> "Ledger":
        return await self

    async def __aexit__(self, *exc_info) -> None:
        await asyncio.sleep(0.01)

    async def __aiter__(self):
        for account in list(self.accounts):
            await asyncio.sleep(0)
            yield account

    async def __call__(self, number: str) -> Account:
        await asyncio.sleep(0.01)
        return next(a for a in self.accounts if a.number == number)

    def __len__(self) -> int:
        return len(self.accounts)


async def main() -> None:
    async with Ledger() as ledger:
        account = await ledger("1")
        print(await account.rating, account.label, len(ledger))
        async for item in ledger:
            print(item)


asyncio.run(main())
