from __future__ import annotations

import json
from dataclasses import dataclass

import anyio


@dataclass
class Order:
    number: int
    cents: int

    async def tax(self) -> int:
        await anyio.sleep(0)
        return self.cents // 5

    async def lines(self) -> list[str]:
        await anyio.sleep(0)
        return [f"#{self.number}"]


class Invoice(Order):
    async def total(self) -> int:
        await anyio.sleep(0)
        return self.cents + self.tax()  # expect: ASF302

    async def header(self) -> str:
        await anyio.sleep(0)
        return f"Invoice over {self.total()} cents"  # expect: ASF302

    async def body(self) -> str:
        await anyio.sleep(0)
        rows = self.lines()
        return rows[0].upper()  # expect: ASF302


async def export(invoice: Invoice) -> str:
    await anyio.sleep(0)
    return json.dumps({"n": invoice.number, "total": 1}) + str(invoice.total())  # expect: ASF302
