"""Resolver that asks several name servers and takes the first answer."""
import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    server: str
    address: str


class Resolver:
    def __init__(self, servers: list[str]) -> None:
        self.servers = servers

    async def ask(self, server: str, name: str) -> Answer:
        reader, writer = await asyncio.open_connection(server, 53)
        writer.write(name.encode())
        await writer.drain()
        data = await reader.read(512)
        writer.close()
        await writer.wait_closed()
        return Answer(server, data.decode())

    async def first(self, name: str) -> Answer:
        tasks = [asyncio.create_task(self.ask(server, name)) for server in self.servers]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # expect: ASF408
        return done.pop().result()

    async def within(self, name: str, seconds: float) -> list[Answer]:
        tasks = {asyncio.create_task(self.ask(server, name)) for server in self.servers}
        done, pending = await asyncio.wait(tasks, timeout=seconds)  # expect: ASF408
        print(f"{len(pending)} servers too slow")
        return [task.result() for task in done]


async def main() -> None:
    resolver = Resolver(["10.0.0.1", "10.0.0.2"])
    print(await resolver.first("example.org"), await resolver.within("example.org", 2))


if __name__ == "__main__":
    asyncio.run(main())
