"""Telegram reminder bot: task handles bound to locals that nothing reads."""
import asyncio
from asyncio import create_task as spawn

from telegram import Update
from telegram.ext import ContextTypes


async def remind(update: Update, delay: float, text: str) -> None:
    await asyncio.sleep(delay)
    await update.message.reply_text(text)


async def on_remind(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    delay, *words = context.args or ["1"]
    reminder = spawn(remind(update, float(delay), " ".join(words)))  # expect: ASF303
    await update.message.reply_text("will do")


async def on_command(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    match context.args:
        case ["soon", text]:
            spawn(remind(update, 1, text))  # expect: ASF303
        case ["late", text]:
            task: asyncio.Task[None] = spawn(remind(update, 3600, text))  # expect: ASF303
        case _:
            await update.message.reply_text("soon or late?")


def schedule(loop: asyncio.AbstractEventLoop, update: Update) -> None:
    loop.create_task(remind(update, 60, "one minute is over"))  # expect: ASF303
