"""Interactive console for a chat client that also receives messages in the background."""
from __future__ import annotations

import asyncio
import getpass
import logging
import pdb
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from getpass import getpass as ask_secret

import trio

log = logging.getLogger("chat.console")


@dataclass
class Profile:
    nick: str = ""
    rooms: list[str] = field(default_factory=list)


class Console:
    prompt = "> "

    def __init__(self, client: "Client", ask: Callable[[str], str] = input) -> None:
        self._client = client
        self._ask = ask
        self._readline = input
        self.profile = Profile()

    async def login(self) -> None:
        nick, secret = self._readline("nick: "), None  # expect: ASF110
        for _ in range(3):
            secret = ask_secret("password: ")  # expect: ASF110
            if await self._client.authenticate(nick, secret):
                break
        else:
            raise PermissionError(nick)
        self.profile.nick = nick

    async def loop(self) -> None:
        while (line := input(self.prompt)) != "/quit":  # expect: ASF110
            match line.split(maxsplit=1):
                case ["/join", room]:
                    self.profile.rooms.append(room)
                    await self._client.send(f"JOIN {room}")
                case ["/who"]:
                    await self._client.send("WHO")
                case _:
                    await self._client.send(line)

    def banner(self) -> str:
        return f"{sys.platform} console, {getpass.getuser()}"


class Client:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._tracing = False

    async def authenticate(self, nick: str, secret: str) -> bool:
        await self.send(f"PASS {secret}\r\nNICK {nick}")
        return (await self._reader.readline()).startswith(b"+")

    async def send(self, line: str) -> None:
        self._writer.write(line.encode() + b"\r\n")
        await self._writer.drain()

    async def receive(self) -> None:
        while line := await self._reader.readline():
            if self._tracing and line.startswith(b"ERROR"):
                pdb.set_trace()  # expect: ASF110
            log.info("%s", line.decode().rstrip())


async def confirm(nursery_cancel: Callable[[], None]) -> None:
    await trio.sleep(0.1)
    confirm_with = input
    if confirm_with("really stop? ").lower() in {"y", "yes"}:  # expect: ASF110
        nursery_cancel()
