import asyncio
import smtplib
import socket
from email.message import EmailMessage


class Notifier:
    def __init__(self, host, sender):
        self.host = host
        self.sender = sender

    async def mail(self, to, text):
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = to
        message.set_content(text)
        server = smtplib.SMTP(self.host, 25)  # expect: ASF107
        server.send_message(message)  # expect: ASF107
        await asyncio.sleep(0)

    async def resolve(self):
        infos = socket.getaddrinfo(self.host, 25)  # expect: ASF107
        await asyncio.sleep(0)
        return [info[4] for info in infos]


async def main():
    notifier = Notifier("mx.example.org", "ops@example.org")
    print(await notifier.resolve())
    await notifier.mail("team@example.org", "disk is full")


asyncio.run(main())
