import trio


class Relay:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def forward(self, stream: trio.SocketStream, receive: trio.MemoryReceiveChannel) -> None:
        async with receive:
            async for chunk in receive:
                await stream.send_all(chunk)

    async def run(self, chunks: list[bytes]) -> None:
        send, receive = trio.open_memory_channel(4)
        async with trio.open_nursery() as nursery:
            async with await trio.open_tcp_stream(self.host, self.port) as stream:
                nursery.start_soon(self.forward, stream, receive)  # expect: ASF326
                for chunk in chunks:
                    await send.send(chunk)
            await send.aclose()


if __name__ == "__main__":
    trio.run(Relay("localhost", 7000).run, [b"one", b"two"])
