"""Telegram bot that opens database and queue through constructors and inherited methods."""
import queue
import sqlite3

from telegram import Update
from telegram.ext import ContextTypes

inbox: "queue.Queue[str]" = queue.Queue()


class BaseStore:
    def __init__(self, path: str) -> None:
        self.conn = sqlite3.connect(path)

    def close(self) -> None:
        self.conn.close()

    def names(self) -> list[str]:
        return [row[0] for row in self.conn.execute("select name from users")]


class UserStore(BaseStore):
    def listing(self) -> str:
        return ", ".join(self.names())


def next_message() -> str:
    return inbox.get()


def shout() -> str:
    return next_message().upper()


async def list_users(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    store = UserStore("users.db")  # expect: ASF120
    await update.message.reply_text(store.listing())  # expect: ASF120


async def relay(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    match update.message.text:
        case "/loud":
            text = shout()  # expect: ASF120
        case "/soft":
            text = next_message().lower()  # expect: ASF120
        case _:
            text = "?"
    await update.message.reply_text(text)
