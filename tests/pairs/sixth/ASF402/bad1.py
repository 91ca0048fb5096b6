import trio


class Printer:
    def __init__(self, host: str) -> None:
        self.host = host
        self.pages = 0

    async def command(self, stream: trio.SocketStream, text: str) -> None:
        await stream.send_all(text.encode() + b"\r\n")

    async def print_all(self, pages: list[str]) -> int:
        stream = await trio.open_tcp_stream(self.host, 9100)
        try:
            for page in pages:
                await self.command(stream, page)
                self.pages += 1
        finally:
            await self.command(stream, "QUIT")  # expect: ASF402
            await stream.aclose()
        return self.pages


async def journal(path: str, lines: trio.MemoryReceiveChannel) -> None:
    handle = await trio.open_file(path, "a")
    try:
        async for line in lines:
            await handle.write(line)
    except trio.Cancelled:
        await handle.write("-- interrupted --\n")  # expect: ASF402
        raise
