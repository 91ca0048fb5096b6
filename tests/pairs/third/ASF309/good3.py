"""Trio proxy that waits for the answer inside its timeout."""
import trio


class Upstream:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def ask(self, line: bytes) -> bytes:
        stream = await trio.open_tcp_stream(self.host, self.port)
        async with stream:
            await stream.send_all(line)
            return bytes(await stream.receive_some(4096))

    def banner(self) -> str:
        return f"{self.host}:{self.port}"


class Proxy:
    def __init__(self, upstream: Upstream, log: list[str]) -> None:
        self.upstream = upstream
        self.log = log

    async def ask(self, line: bytes) -> bytes:
        with trio.fail_after(2):
            return await self.upstream.ask(line)

    async def soft(self, line: bytes) -> bytes | None:
        with trio.move_on_after(2):
            return await self.upstream.ask(line)
        return None

    def relay(self, line: bytes):
        def log_line() -> str:
            try:
                return self.upstream.banner()
            finally:
                self.log.append("banner")

        print(log_line())
        return self.upstream.ask(line)


async def main() -> None:
    proxy = Proxy(Upstream("localhost", 7), [])
    print(await proxy.ask(b"a"), await proxy.soft(b"b"), await proxy.relay(b"c"))


if __name__ == "__main__":
    trio.run(main)
