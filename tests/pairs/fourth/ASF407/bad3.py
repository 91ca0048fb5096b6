"""Telegram payments: inherited coroutine methods shielded in place."""
import asyncio
from abc import ABC, abstractmethod

from telegram import Update
from telegram.ext import ContextTypes


class Gateway(ABC):
    @abstractmethod
    async def charge(self, user: int, cents: int) -> str: ...

    async def refund(self, receipt: str) -> bool:
        await asyncio.sleep(0.1)
        return bool(receipt)


class TestGateway(Gateway):
    async def charge(self, user: int, cents: int) -> str:
        await asyncio.sleep(0.2)
        return f"{user}-{cents}"


gateway = TestGateway()


async def pay(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    receipt = await asyncio.shield(gateway.charge(update.effective_user.id, 500))  # expect: ASF407
    await update.message.reply_text(receipt)


async def refund(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    async def both() -> bool:
        first = await gateway.refund("a")
        return first and await gateway.refund("b")

    try:
        done = await asyncio.shield(both())  # expect: ASF407
    except ConnectionError:
        done = False
    await update.message.reply_text("refunded" if done else "failed")
