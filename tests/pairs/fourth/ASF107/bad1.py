"""Line-protocol device client that uses plain sockets inside coroutines."""
import asyncio
import socket


class Device:
    def __init__(self, host: str, port: int = 4001) -> None:
        self.host = host
        self.port = port
        self.reads = 0

    async def resolve(self) -> list:
        return socket.getaddrinfo(self.host, self.port)  # expect: ASF107

    async def query(self, command: bytes) -> bytes:
        sock = socket.create_connection((self.host, self.port), timeout=5)  # expect: ASF107
        try:
            sock.sendall(command + b"\r\n")  # expect: ASF107
            await asyncio.sleep(0.05)
            return sock.recv(4096)  # expect: ASF107
        finally:
            sock.close()


async def main() -> None:
    device = Device("10.0.0.7")
    print(await device.resolve())
    async with asyncio.TaskGroup() as tg:
        for command in (b"*IDN?", b"MEAS:VOLT?"):
            tg.create_task(device.query(command))


if __name__ == "__main__":
    asyncio.run(main())
