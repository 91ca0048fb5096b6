"""Trio file server that enters each block in the right way."""
import contextlib

import trio


class Session:
    """Can be entered both ways."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error) -> None:
        print("left", self.name)

    async def __aenter__(self) -> "Session":
        await trio.lowlevel.checkpoint()
        return self

    async def __aexit__(self, *error) -> None:
        await trio.lowlevel.checkpoint()


async def relay(address: str) -> bytes:
    async with await trio.open_tcp_stream(address, 80) as stream:
        await stream.send_all(b"GET / HTTP/1.0\r\n\r\n")
        return bytes(await stream.receive_some(1024))


async def serve(session: Session) -> None:
    with trio.move_on_after(5) as scope:
        await relay("localhost")
    if scope.cancelled_caught:
        print("too slow")
    with session:
        print(session.name)
    async with session:
        await trio.sleep(0)


async def main() -> None:
    send, receive = trio.open_memory_channel[str](10)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(serve, Session("ada"))
        with send:
            await send.send("hello")
        async with receive:
            async for text in receive:
                print(text)
    with contextlib.ExitStack() as stack:
        stack.enter_context(Session("bob"))


if __name__ == "__main__":
    trio.run(main)
