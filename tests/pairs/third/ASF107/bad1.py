"""Port scanner that probes the services of a host list."""
import asyncio
import socket
from dataclasses import dataclass, field


@dataclass
class Result:
    host: str
    open_ports: list[int] = field(default_factory=list)
    banner: bytes = b""


class Scanner:
    def __init__(self, ports: tuple[int, ...], timeout: float = 0.5) -> None:
        self.ports = ports
        self.timeout = timeout

    async def scan(self, host: str) -> Result:
        address = socket.gethostbyname(host)  # expect: ASF107
        result = Result(host)
        for port in self.ports:
            if await self.probe(address, port):
                result.open_ports.append(port)
        return result

    async def probe(self, address: str, port: int) -> bool:
        await asyncio.sleep(0)
        try:
            connection = socket.create_connection((address, port), self.timeout)  # expect: ASF107
        except OSError:
            return False
        connection.close()
        return True


async def main() -> None:
    scanner = Scanner((22, 80, 443))
    for host in ("localhost", "example.org"):
        print(await scanner.scan(host))


if __name__ == "__main__":
    asyncio.run(main())
