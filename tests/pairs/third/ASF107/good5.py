"""Bridge for datagrams whose sockets never block the trio loop."""
import select
import socket

import trio


class Station:
    """Reads what has arrived, never more."""

    def __init__(self, port: int) -> None:
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.settimeout(0)
        self.sock.bind(("", port))

    async def drain(self) -> list[bytes]:
        packets = []
        for _ in range(100):
            try:
                packets.append(self.sock.recv(2048))
            except BlockingIOError:
                break
        await trio.sleep(0.05)
        return packets


async def local_address(host: str) -> str:
    await trio.sleep(0)
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    probe.connect((socket.inet_ntoa(socket.inet_aton(host)), 9))
    try:
        return probe.getsockname()[0]
    finally:
        probe.close()


async def pending(station: Station) -> bool:
    await trio.sleep(0)
    readable, _, _ = select.select([station.sock], [], [], 0)
    return bool(readable)


async def main(station: Station) -> None:
    stream = await trio.open_tcp_stream("broker.example.org", 5672)
    print(await local_address("10.1.1.1"))
    async with stream:
        while await pending(station):
            for packet in await station.drain():
                await stream.send_all(packet)


if __name__ == "__main__":
    trio.run(main, Station(9000))
