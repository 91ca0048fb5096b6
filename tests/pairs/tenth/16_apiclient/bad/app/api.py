import asyncio
import logging

from . import client as wire
from .auth import Authority

log = logging.getLogger(__name__)


class Api:
    def __init__(self, authority: Authority, host, port):
        self.authority = authority
        self.host = host
        self.port = port

    async def delete(self, user, name):
        if not self.authority.allowed(user, "delete"):  # expect: ASF302
            raise PermissionError(user)
        async with wire.connected(self.host, self.port) as conn:
            header = await conn.header(name)  # expect: ASF312
            return await conn.call(f"delete {header}")

    async def listing(self):
        found = []
        async with wire.connected(self.host, self.port) as conn:
            for page in conn.pages():  # expect: ASF311
                found.append(page)
        return found

    async def probe(self, primary: wire.Client, backup: wire.Client):
        request = primary.call("ping")
        first = await request
        if not first:
            first = await request  # expect: ASF306
        return first

    def permissions(self, user, actions):
        return asyncio.gather(*(self.authority.allowed(user, a) for a in actions))

    async def both(self, primary: wire.Client, backup: wire.Client):
        ping = primary.call
        left, right = await asyncio.gather(ping("a"), backup.call("b"))
        return left or right
