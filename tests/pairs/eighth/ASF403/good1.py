"""Mail spool: accepts messages over TCP, hands them to a relay."""
import asyncio
import logging
from contextlib import AsyncExitStack

log = logging.getLogger(__name__)


class Rejected(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Relay:
    def __init__(self, host):
        self.host = host
        self._stack = AsyncExitStack()
        self._writer = None

    async def connect(self):
        reader, writer = await asyncio.open_connection(self.host, 25)
        self._writer = writer
        try:
            banner = await reader.readline()
        finally:
            log.debug("banner of %s read", self.host)
        return banner

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *exc):
        return await self._stack.__aexit__(*exc)

    async def deliver(self, lines):
        try:
            for line in lines:
                self._writer.write(line)
            await self._writer.drain()
        except ConnectionResetError:
            log.warning("reset by %s, connecting again", self.host)
            await self.connect()
            return False
        except Rejected as exc:
            raise RuntimeError(f"relay says {exc.code}") from exc
        else:
            await asyncio.sleep(0)
        finally:
            self._writer.close()
        return True


class Spool:
    def __init__(self, relay):
        self._relay = relay
        self._backlog = asyncio.Queue(maxsize=100)
        self.failed = []

    async def accept(self, message):
        try:
            self.check(message)
        except Rejected as exc:
            self.failed.append((message, exc.code))
            await asyncio.sleep(0.1)
            return False
        await self._backlog.put(message)
        return True

    def check(self, message):
        try:
            size = len(message)
        except TypeError:
            raise Rejected(500, "not a message") from None
        finally:
            log.debug("checked")
        if size > 10_000_000:
            raise Rejected(552, "too big")

    async def work(self):
        while True:
            message = await self._backlog.get()
            try:
                ok = await self._relay.deliver(message)
            except OSError as exc:
                log.error("delivery failed: %s", exc)
                ok = False

            if not ok:
                await asyncio.sleep(30)
                await self._backlog.put(message)


async def lines_of(reader):
    try:
        while line := await reader.readline():
            yield line
    finally:

        async def report():
            await asyncio.sleep(0)
            log.info("stream ended")

        log.debug("reporter is %s", report.__name__)
