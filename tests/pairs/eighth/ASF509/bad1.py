"""Integration smoke test of the chat stack: server, client and indexer."""
from __future__ import annotations

import asyncio
import logging
import threading
import time
from asyncio import sleep
from http.server import HTTPServer, SimpleHTTPRequestHandler

import trio

log = logging.getLogger("smoke")


class Failure(AssertionError):
    pass


class Indexer:
    def __init__(self) -> None:
        self.index: dict[str, str] = {}

    def build(self, words: list[str]) -> None:
        for word in words:
            self.index[word[:1]] = word

    def first(self, letter: str) -> str:
        return self.index[letter]


class Echo:
    def __init__(self, port: int) -> None:
        self.port = port
        self._server: asyncio.Server | None = None

    async def serve(self) -> None:
        self._server = await asyncio.start_server(self._talk, "127.0.0.1", self.port)
        async with self._server:
            await self._server.serve_forever()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()


async def check_echo(port: int) -> None:
    echo = Echo(port)
    server = asyncio.create_task(echo.serve())
    await sleep(0.5)  # expect: ASF509
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\n")
        if await reader.readline() != b"hello\n":
            raise Failure("echo")
        writer.close()
    finally:
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)


def check_web(port: int) -> None:
    web = HTTPServer(("127.0.0.1", port), SimpleHTTPRequestHandler)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    time.sleep(1)  # expect: ASF509
    log.info("web thread alive: %s", thread.is_alive())
    web.shutdown()
    thread.join()


def check_index(words: list[str]) -> None:
    indexer = Indexer()
    threading.Thread(target=indexer.build, args=(words,), daemon=True).start()
    pause = 0.2
    time.sleep(pause)  # expect: ASF509
    if indexer.first("w") != "word":
        raise Failure("index")


async def check_lines(port: int) -> None:
    async def talk(stream: trio.SocketStream) -> None:
        await stream.send_all(await stream.receive_some(100))

    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.serve_tcp, talk, port)
        await trio.sleep(0.3)  # expect: ASF509
        stream = await trio.open_tcp_stream("127.0.0.1", port)
        async with stream:
            await stream.send_all(b"ping")
            if await stream.receive_some(4) != b"ping":
                raise Failure("lines")
        nursery.cancel_scope.cancel()


def main() -> None:
    check_web(8801)
    check_index(["word", "index"])
    asyncio.run(check_echo(8802))
    trio.run(check_lines, 8803)


if __name__ == "__main__":
    main()
