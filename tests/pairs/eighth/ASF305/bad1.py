"""Invoice renderer that grew out of a synchronous code base."""
from __future__ import annotations

import asyncio
import logging
from decimal import Decimal

from anyio import run as run_anyio, sleep as anyio_sleep
import trio

logger = logging.getLogger(__name__)


class RateService:
    def __init__(self) -> None:
        self._rates = {"EUR": Decimal("1"), "USD": Decimal("1.09")}

    async def _load(self, currency: str) -> Decimal:
        await asyncio.sleep(0.05)
        return self._rates[currency]

    def rate(self, currency: str) -> Decimal:
        return asyncio.run(self._load(currency))

    def convert(self, amount: Decimal, currency: str) -> Decimal:
        return (amount * self.rate(currency)).quantize(Decimal("0.01"))


class Mailer:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.sent: list[str] = []

    async def _send(self, address: str) -> bool:
        await asyncio.sleep(0.01)
        self.sent.append(address)
        return True

    async def send_all(self, addresses: list[str]) -> int:
        await asyncio.sleep(0)
        return sum(self.loop.run_until_complete(self._send(a)) for a in addresses)  # expect: ASF305


class Settings:
    @property
    def footer(self) -> str:
        return run_anyio(self._footer)

    async def _footer(self) -> str:
        await anyio_sleep(0.01)
        return "Thank you for your business."


async def render(rates: RateService, settings: Settings, lines: dict[str, Decimal]) -> str:
    await asyncio.sleep(0)
    body: list[str] = []
    for label, amount in lines.items():
        body.append(f"{label}: {rates.convert(amount, 'USD')}")  # expect: ASF305
    body.append(settings.footer)  # expect: ASF305
    return "\n".join(body)


async def drain_printer(pages: int) -> None:
    for _ in range(pages):
        await trio.sleep(0.2)


async def print_pages(text: str) -> None:
    pages = len(text) // 40 + 1
    await trio.lowlevel.checkpoint()
    try:
        trio.run(drain_printer, pages)  # expect: ASF305
    except OSError as exc:
        logger.error("printer: %s", exc)


async def main() -> None:
    text = await render(RateService(), Settings(), {"Desk": Decimal("120"), "Lamp": Decimal("39.9")})
    mailer = Mailer(asyncio.get_running_loop())
    logger.info("%d mails, %d characters", await mailer.send_all(["a@example.org"]), len(text))


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(print_pages, "done")
