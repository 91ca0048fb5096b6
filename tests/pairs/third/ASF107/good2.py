"""Notifier that mails through aiosmtplib or a worker thread."""
import asyncio
import smtplib
from email.message import EmailMessage
from functools import partial

import aiosmtplib


def compose(subject: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = message["To"] = "dev@example.org"
    return message


def deliver(message: EmailMessage, host: str) -> None:
    with smtplib.SMTP(host) as server:
        server.send_message(message)


class Outbox:
    """Collects messages; its verbs are those of smtplib."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []

    def send_message(self, message: EmailMessage) -> None:
        self.messages.append(message)

    def login(self, user: str) -> None:
        print("outbox of", user)


async def notify(subject: str, outbox: Outbox) -> None:
    message = compose(subject)
    outbox.login("builds")
    outbox.send_message(message)
    try:
        await aiosmtplib.send(message, hostname="smtp.example.org")
    except aiosmtplib.SMTPException:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, partial(deliver, message, host="backup.example.org"))


if __name__ == "__main__":
    asyncio.run(notify("build ok", Outbox()))
