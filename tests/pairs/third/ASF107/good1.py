"""Port scanner on asyncio streams with non-blocking probes."""
import asyncio
import socket


def make_probe(family: int = socket.AF_INET) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setblocking(False)
    return sock


class Scanner:
    def __init__(self, ports: list[int]) -> None:
        self.ports = ports

    async def resolve(self, host: str) -> str:
        loop = asyncio.get_running_loop()
        infos = await loop.getaddrinfo(host, 80, family=socket.AF_INET)
        return infos[0][4][0]

    async def probe(self, address: str, port: int) -> bytes:
        loop = asyncio.get_running_loop()
        sock = make_probe()
        try:
            await loop.sock_connect(sock, (address, port))
            return await loop.sock_recv(sock, 64)
        except OSError:
            return b""
        finally:
            sock.close()

    async def banner(self, address: str, port: int) -> bytes:
        reader, writer = await asyncio.open_connection(address, port)
        line = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return line


async def main() -> None:
    scanner = Scanner([22, 25])
    address = await scanner.resolve("localhost")
    for port in scanner.ports:
        print(port, socket.htons(port), await scanner.probe(address, port))


if __name__ == "__main__":
    asyncio.run(main())
