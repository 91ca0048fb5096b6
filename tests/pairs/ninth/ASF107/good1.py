"""Multicast announcer: tells peers about local services and collects theirs."""
from __future__ import annotations

import asyncio
import logging
import select
import socket
import struct

import anyio
import trio

log = logging.getLogger("announce")

GROUP = ("239.255.70.77", 7077)


def make_socket(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("", port))
    sock.setblocking(False)
    return sock


class Announcer:
    def __init__(self, name: str) -> None:
        self.name = name
        self.sock = make_socket(GROUP[1])

    async def announce(self) -> None:
        loop = asyncio.get_running_loop()
        payload = struct.pack("!H", len(self.name)) + self.name.encode()
        await loop.sock_sendto(self.sock, payload, GROUP)

    async def collect(self, seconds: float) -> list[str]:
        loop = asyncio.get_running_loop()
        names: list[str] = []
        try:
            async with asyncio.timeout(seconds):
                while True:
                    data, peer = await loop.sock_recvfrom(self.sock, 2048)
                    names.append(data[2:].decode())
                    log.debug("%s from %s", names[-1], peer)
        except TimeoutError:
            return names

    async def drain(self) -> int:
        count = 0
        for _ in range(64):
            try:
                self.sock.recv(2048)
            except BlockingIOError:
                break
            count += 1
        await asyncio.sleep(0)
        return count

    async def pending(self) -> bool:
        ready, _, _ = select.select([self.sock], [], [], 0)
        await asyncio.sleep(0)
        return bool(ready)


async def local_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        address = probe.getsockname()[0]
    await asyncio.sleep(0)
    return address


async def resolve(host: str) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, 80, type=socket.SOCK_STREAM)
    return [entry[4][0] for entry in found]


async def resolve_trio(host: str) -> list[str]:
    found = await trio.socket.getaddrinfo(host, 80)
    return [entry[4][0] for entry in found]


async def send_trio(payload: bytes) -> None:
    sock = trio.socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    with sock:
        await sock.connect(("192.0.2.7", 80))
        await sock.send(payload)


async def ask(host: str, line: bytes) -> bytes:
    async with await anyio.connect_tcp(host, 7078) as stream:
        await stream.send(line)
        return await stream.receive()


class Pipe:
    """An in-memory link used by tests; send and recv never block."""

    def __init__(self) -> None:
        self._data = bytearray()

    def send(self, data: bytes) -> int:
        self._data += data
        return len(data)

    def recv(self, size: int) -> bytes:
        chunk, self._data = bytes(self._data[:size]), self._data[size:]
        return chunk


async def echo(pipe: Pipe) -> bytes:
    pipe.send(b"hello")
    await asyncio.sleep(0)
    return pipe.recv(5)


async def whois(domain: str) -> bytes:
    def talk() -> bytes:
        with socket.create_connection(("whois.example", 43), timeout=5) as link:
            link.sendall(domain.encode() + b"\r\n")
            return link.recv(65536)

    return await asyncio.to_thread(talk)
