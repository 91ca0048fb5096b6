"""Discovery of devices in the local network."""
from __future__ import annotations

import asyncio
import logging
import select
import smtplib
import socket
from email.message import EmailMessage
from typing import Any

import aioboto3
import grpc.aio

logger = logging.getLogger("discovery")


def quiet_socket(kind: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, kind)
    sock.setblocking(False)
    return sock


class Plug:
    """A power socket on the wall, not one of the network."""

    def __init__(self) -> None:
        self.devices: list[str] = []

    def connect(self, device: str) -> None:
        self.devices.append(device)

    def send(self, watts: int) -> int:
        return watts * len(self.devices)


async def greet(host: str, port: int) -> bytes:
    loop = asyncio.get_running_loop()
    sock = quiet_socket(socket.SOCK_STREAM)
    try:
        await loop.sock_connect(sock, (host, port))
        await loop.sock_sendall(sock, b"HELLO\n")
        return await loop.sock_recv(sock, 64)
    finally:
        sock.close()


async def own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return probe.getsockname()[0]


async def beacon(payload: bytes) -> bool:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.settimeout(0)
    try:
        sock.sendto(payload, ("255.255.255.255", 5353))
    except BlockingIOError:
        logger.debug("buffer full, next round")
        return False
    finally:
        sock.close()
    return True


async def readable(sock: socket.socket) -> bool:
    ready, _, _ = select.select([sock], [], [], 0)
    await asyncio.sleep(0)
    return bool(ready)


async def resolve(name: str) -> list[Any]:
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(name, 80, type=socket.SOCK_STREAM)


async def describe(target: str, request: bytes) -> bytes:
    async with grpc.aio.insecure_channel(target) as channel:
        call = channel.unary_unary("/devices.Registry/Describe")
        return await call(request)


async def store(key: str, body: bytes) -> None:
    async with aioboto3.Session().client("s3") as s3:
        await s3.put_object(Bucket="devices", Key=key, Body=body)


def mail(text: str) -> None:
    note = EmailMessage()
    note["To"] = "ops@example.org"
    note.set_content(text)
    with smtplib.SMTP("localhost") as server:
        server.send_message(note)


async def house(plug: Plug) -> int:
    plug.connect("lamp")
    used = plug.send(40)
    await asyncio.to_thread(mail, f"{used} W in use")
    return used


async def main() -> None:
    logger.info("I am %s", await own_address())
    if await beacon(b"who"):
        logger.info("%r", await greet("10.0.0.2", 7000))
    await store("a", await describe("registry:50051", b"lamp"))
    logger.info("%s W", await house(Plug()))


if __name__ == "__main__":
    asyncio.run(main())
