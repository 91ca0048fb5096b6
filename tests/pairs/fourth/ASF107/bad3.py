"""Telegram bot whose handlers call boto3, pika and select directly."""
import os
import select

import boto3
import pika
from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes


class Handlers:
    def __init__(self, bucket: str, fd: int) -> None:
        self.bucket = bucket
        self.fd = fd
        self.s3 = boto3.client("s3")

    async def backup(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        body = (update.message.text or "").encode()
        self.s3.put_object(Bucket=self.bucket, Key="last.txt", Body=body)  # expect: ASF107
        await update.message.reply_text("saved")

    async def announce(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        params = pika.ConnectionParameters("mq.internal")
        connection = pika.BlockingConnection(params)  # expect: ASF107
        await update.message.reply_text(f"broker open: {connection.is_open}")

    async def sensor(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        ready, _, _ = select.select([self.fd], [], [], 2.0)  # expect: ASF107
        await update.message.reply_text("data" if ready else "silent")


def main() -> None:
    app = Application.builder().token(os.environ["TOKEN"]).build()
    handlers = Handlers("backups", 3)
    app.add_handler(CommandHandler("backup", handlers.backup))
    app.add_handler(CommandHandler("announce", handlers.announce))
    app.add_handler(CommandHandler("sensor", handlers.sensor))
    app.run_polling()


if __name__ == "__main__":
    main()
