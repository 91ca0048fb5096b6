"""Trio file server with a limit for each connection."""
import contextlib

import trio


class Session:
    def __init__(self, name):
        self.name = name

    @contextlib.asynccontextmanager
    async def transaction(self):
        await trio.sleep(0)
        yield self.name

    def lines(self):
        yield "hello"
        yield self.name


async def relay(address):
    async with trio.open_tcp_stream(address, 80) as stream:  # expect: ASF311
        await stream.send_all(b"GET / HTTP/1.0\r\n\r\n")
        return await stream.receive_some(1024)


async def serve(session):
    async with trio.move_on_after(5):  # expect: ASF311
        await relay("localhost")
    async for line in session.lines():  # expect: ASF311
        print(line)


async def main():
    session = Session("ada")
    with trio.open_nursery() as nursery:  # expect: ASF311
        nursery.start_soon(serve, session)
    async with session.transaction() as name:
        print(name)


if __name__ == "__main__":
    trio.run(main)
