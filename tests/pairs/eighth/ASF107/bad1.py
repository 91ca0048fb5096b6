"""Delivery of alarm notices over whatever channel still works."""
from __future__ import annotations

import asyncio
import logging
import smtplib
import socket
from contextlib import suppress
from email.message import EmailMessage
from socket import getaddrinfo as lookup

import boto3
import trio

logger = logging.getLogger("alarm")


def message(subject: str, body: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"] = subject
    mail["From"] = "alarm@example.org"
    mail.set_content(body)
    return mail


class Channel:
    name = "null"

    async def send(self, subject: str, body: str) -> bool:
        raise NotImplementedError


class MailChannel(Channel):
    name = "mail"

    def __init__(self, server: smtplib.SMTP, recipients: list[str]) -> None:
        self._server = server
        self.recipients = recipients

    async def send(self, subject: str, body: str) -> bool:
        mail = message(subject, body)
        mail["To"] = ", ".join(self.recipients)
        refused = self._server.send_message(mail)  # expect: ASF107
        await asyncio.sleep(0)
        return not refused


class SnsChannel(Channel):
    name = "sns"

    def __init__(self, topic: str, region: str) -> None:
        self.topic = topic
        self.client = boto3.client("sns", region_name=region)

    async def send(self, subject: str, body: str) -> bool:
        answer = self.client.publish(TopicArn=self.topic, Subject=subject, Message=body)  # expect: ASF107
        return "MessageId" in answer


class SyslogChannel(Channel):
    name = "syslog"

    def __init__(self, host: str) -> None:
        self.host = host

    async def send(self, subject: str, body: str) -> bool:
        with suppress(OSError):
            with socket.create_connection((self.host, 601), timeout=3):  # expect: ASF107
                logger.info("%s is up for %s", self.host, subject)
                return True
        return False


async def resolve_all(hosts: list[str]) -> dict[str, str]:
    found = {h: lookup(h, 443)[0][4][0] for h in hosts}  # expect: ASF107
    await trio.sleep(0.01)
    return found


async def broadcast(channels: list[Channel], subject: str, body: str) -> list[str]:
    delivered = []
    for channel in channels:
        try:
            if await channel.send(subject, body):
                delivered.append(channel.name)
        except OSError:
            logger.exception("channel %s failed", channel.name)
    return delivered


def main() -> None:
    mail = MailChannel(smtplib.SMTP("localhost"), ["ops@example.org"])
    channels = [mail, SnsChannel("arn:aws:sns:x", "eu-north-1"), SyslogChannel("logs")]
    logger.info("%s", asyncio.run(broadcast(channels, "disk", "disk is full")))
    logger.info("%s", trio.run(resolve_all, ["example.org"]))


if __name__ == "__main__":
    main()
