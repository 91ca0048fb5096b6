"""Bridge that forwards datagrams of a weather station to a message broker."""
import json
import select
import socket as sk

import pika
import trio


def station_socket(port: int) -> sk.socket:
    sock = sk.socket(sk.AF_INET, sk.SOCK_DGRAM)
    sock.bind(("", port))
    return sock


class Bridge:
    def __init__(self, sock: sk.socket, channel: pika.channel.Channel) -> None:
        self.sock = sock
        self.channel = channel
        self.seen = 0

    async def step(self) -> None:
        readable, _, _ = select.select([self.sock], [], [], 1.0)  # expect: ASF107
        await trio.sleep(0.1)
        if readable:
            data = self.sock.recv(2048)  # expect: ASF107
            await self.forward(json.loads(data))

    async def forward(self, reading: dict) -> None:
        await trio.sleep(0)
        self.seen = self.seen + 1
        print("reading", reading.get("temperature"))


async def lookup(name: str) -> list[str]:
    await trio.sleep(0)
    infos = sk.getaddrinfo(name, 5672, type=sk.SOCK_STREAM)  # expect: ASF107
    return sorted({info[4][0] for info in infos})


async def main(bridge: Bridge) -> None:
    print(await lookup("broker.example.org"))
    while True:
        await bridge.step()


if __name__ == "__main__":
    connection = pika.BlockingConnection(pika.ConnectionParameters("broker"))
    trio.run(main, Bridge(station_socket(9000), connection.channel()))
