from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio
from anyio.abc import SocketStream


@dataclass
class Lease:
    stream: SocketStream
    name: str

    async def __aenter__(self) -> "Lease":
        await self.stream.send(f"LEASE {self.name}\n".encode())
        return self

    async def __aexit__(self, *exc_info) -> None:
        await self.stream.send(f"RETURN {self.name}\n".encode())  # expect: ASF402


@asynccontextmanager
async def presence(stream: SocketStream, user: str):
    await stream.send(f"HELLO {user}\n".encode())
    try:
        yield user
    finally:
        with anyio.move_on_after(2):
            await stream.send(f"BYE {user}\n".encode())  # expect: ASF402


async def chat(host: str, user: str, words: list[str]) -> None:
    async with await anyio.connect_tcp(host, 6000) as stream:
        async with presence(stream, user), Lease(stream, "floor"):
            for word in words:
                await stream.send(word.encode())


if __name__ == "__main__":
    anyio.run(chat, "localhost", "ann", ["hi", "there"])
