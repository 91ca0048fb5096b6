"""Telegram bot beside Celery and sync FastAPI routes: every query runs in a thread or worker."""
import asyncio
import sqlite3

from celery import Celery
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from telegram import Update
from telegram.ext import ContextTypes

celery = Celery("jobs")
engine = create_engine("sqlite:///shop.db")
api = FastAPI()


def get_db():
    db = Session(engine)
    try:
        yield db
    finally:
        db.close()


@api.get("/total")
def total(db: Session = Depends(get_db)) -> int:
    return db.execute(text("select count(*) from orders")).scalar_one()


@celery.task
def cleanup(days: int) -> int:
    with engine.begin() as conn:
        return conn.execute(text("delete from orders where age > :d"), {"d": days}).rowcount


def remember(chat_id: int, body: str) -> None:
    conn = sqlite3.connect("chat.db")
    try:
        conn.execute("insert into log values (?, ?)", (chat_id, body))
        conn.commit()
    finally:
        conn.close()


async def on_text(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    body = update.message.text
    await asyncio.to_thread(remember, update.effective_chat.id, body)
    count = await asyncio.get_running_loop().run_in_executor(None, cleanup, 30)
    await update.message.reply_text(f"noted, {count} old orders removed")
