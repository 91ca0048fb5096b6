import asyncio
import logging

log = logging.getLogger(__name__)


class Lookup:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers

    async def ask(self, server: str, name: str) -> str:
        reader, writer = await asyncio.open_connection(server, 43)
        answer = ""
        try:
            writer.write(name.encode() + b"\n")
            await writer.drain()
            answer = (await reader.read()).decode()
        finally:
            writer.close()
            return answer  # expect: ASF404

    async def resolve(self, name: str) -> str:
        found = ""
        for server in self.servers:
            try:
                found = await self.ask(server, name)
            finally:
                log.info("%s answered %r", server, found)
                if found:
                    break  # expect: ASF404
        return found


if __name__ == "__main__":
    print(asyncio.run(Lookup(["whois.internal"]).resolve("example.org")))
