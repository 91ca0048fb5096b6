"""Old IRC bot, written for Python 3.6 and never cleaned up."""
from __future__ import annotations

import asyncio
import functools
import logging
import sys
from asyncio import Task as AioTask

log = logging.getLogger("ircbot")

if sys.version_info >= (3, 9):
    from asyncio import wait_for
else:
    from compat.timeouts import wait_for


class Bot:
    def __init__(self, host: str, port: int = 6667) -> None:
        self.host = host
        self.port = port
        self.loop = asyncio.get_event_loop()  # expect: ASF325
        self.outgoing: asyncio.Queue[str] = asyncio.Queue(maxsize=20, loop=self.loop)  # expect: ASF325
        self.nick = "asfbot"

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        connect = functools.partial(asyncio.open_connection, self.host, loop=self.loop)  # expect: ASF325
        return await connect(self.port)

    async def login(self, writer: asyncio.StreamWriter) -> None:
        writer.write(f"NICK {self.nick}\r\nUSER {self.nick} 0 * :bot\r\n".encode())
        await wait_for(writer.drain(), 10)

    async def talk(self, writer: asyncio.StreamWriter) -> None:
        while True:
            line = await self.outgoing.get()
            writer.write(line.encode() + b"\r\n")
            await writer.drain()
            await asyncio.sleep(2, loop=self.loop)  # expect: ASF325

    async def listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            text = line.decode(errors="replace").strip()
            if text.startswith("PING"):
                await self.outgoing.put(text.replace("PING", "PONG", 1))
            elif "!tasks" in text:
                names = [repr(task) for task in AioTask.all_tasks()]  # expect: ASF325
                await self.outgoing.put(f"PRIVMSG #dev :{len(names)} tasks")

    async def session(self) -> None:
        reader, writer = await self.connect()
        await self.login(writer)
        talker = asyncio.ensure_future(self.talk(writer))
        try:
            await self.listen(reader)
        finally:
            talker.cancel()
            writer.close()

    def start(self) -> None:
        try:
            self.loop.run_until_complete(self.session())
        except KeyboardInterrupt:
            log.info("bye")


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    Bot(sys.argv[1] if len(sys.argv) > 1 else "irc.example.org").start()


if __name__ == "__main__":
    main()
