import asyncio
import functools
import logging

log = logging.getLogger(__name__)


class Directory:
    """Client of the LDAP bridge: one JSON line per request."""

    def __init__(self, host, port, tracer):
        self.host = host
        self.port = port
        self.tracer = tracer

    async def _ask(self, verb, *args):
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write((" ".join((verb, *args)) + "\n").encode())
            await writer.drain()
            return (await reader.readline()).decode().strip()
        finally:
            writer.close()

    async def member_of(self, user, group):
        return await self._ask("member", user, group) == "yes"

    async def display_name(self, user):
        return await self._ask("name", user)

    def lookup(self, user):
        return self._ask("dn", user)


@functools.lru_cache(maxsize=256)  # expect: ASF306
async def region_of(address):
    _, writer = await asyncio.open_connection("geo.internal", 4000)
    writer.write(address.encode())
    await writer.drain()
    writer.close()
    return address.split(".")[0]
