"""Notifier that mails the result of nightly builds."""
import asyncio
import smtplib as mail
from email.message import EmailMessage
from enum import Enum


class State(Enum):
    OK = "ok"
    FAILED = "failed"


def compose(project: str, state: State, to: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = f"[{state.value}] {project}"
    message["From"] = "builds@example.org"
    message["To"] = to
    message.set_content("See the build log.")
    return message


class Notifier:
    def __init__(self, host: str, user: str, password: str) -> None:
        self.host = host
        self.credentials = (user, password)

    async def notify(self, project: str, state: State, to: str) -> None:
        await asyncio.sleep(0)
        message = compose(project, state, to)
        with mail.SMTP(self.host, 587) as server:  # expect: ASF107
            server.starttls()  # expect: ASF107
            server.login(*self.credentials)  # expect: ASF107
            server.send_message(message)  # expect: ASF107


async def main() -> None:
    notifier = Notifier("smtp.example.org", "builds", "x")
    for project, state in (("core", State.OK), ("web", State.FAILED)):
        await notifier.notify(project, state, "dev@example.org")


if __name__ == "__main__":
    asyncio.run(main())
