"""Session handlers of a telnet-like server and a metrics mixin."""
import asyncio
import logging
import socketserver
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("sessions")


class Metrics:
    counters: dict[str, int] = {}
    samples = defaultdict(list)
    label = "default"

    def observe(self, name: str, value: float) -> None:
        self.samples[name].append(value)  # expect: ASF805


class Session(Metrics):
    history = []
    commands = ("help", "quit")

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.user: str | None = None
        self.sent: list[str] = []

    async def run(self) -> None:
        while line := await self.reader.readline():
            text = line.decode().strip()
            history = self.history
            history.append(text)  # expect: ASF805
            self.sent.append(text)
            self.observe("length", len(text))
            self.writer.write(line)
            await self.writer.drain()


class Parser:
    errors: list[str] = []
    seen: set[str] = set()
    depth = 0

    def parse(self, text: str) -> int:
        self.depth = text.count("(")
        if not text:
            self.errors += ["empty input"]  # expect: ASF805
        self._remember(text)
        return self.depth

    def _remember(self, text: str) -> None:
        self.seen.add(text)  # expect: ASF805


class LineHandler(socketserver.StreamRequestHandler):
    lock = threading.Lock()
    open_handlers: set = set()

    def handle(self) -> None:
        with self.lock:
            self.open_handlers.add(self)
        try:
            self.wfile.write(self.rfile.readline())
        finally:
            with self.lock:
                self.open_handlers.discard(self)


def parse_all(texts: list[str]) -> list[int]:
    def one(text: str) -> int:
        return Parser().parse(text)

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, texts))


async def serve(port: int) -> None:
    async def connected(reader, writer) -> None:
        session = Session(reader, writer)
        try:
            await session.run()
        finally:
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", port)
    async with server:
        log.info("listening on %d", port)
        await server.serve_forever()
