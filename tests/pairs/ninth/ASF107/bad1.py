"""Printer fleet agent: discovers printers, submits raw jobs and mails toner alerts."""
from __future__ import annotations

import asyncio
import logging
import select
import socket
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from socket import getaddrinfo as resolve

import paramiko
import trio

log = logging.getLogger("printers")

RAW_PORT = 9100


@dataclass
class Printer:
    host: str
    toner: int = 100
    address: str | None = None


class RawChannel:
    def __init__(self, host: str, port: int = RAW_PORT, *, family: int = socket.AF_INET) -> None:
        self.peer = (host, port)
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(5.0)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fileno(self) -> int:
        return self.sock.fileno()

    def close(self) -> None:
        self.sock.close()


class Spooler:
    def __init__(self, relay: str) -> None:
        self._relay = relay
        self._channels: dict[str, RawChannel] = {}

    async def locate(self, printers: list[Printer]) -> None:
        for printer in printers:
            try:
                printer.address = resolve(printer.host, RAW_PORT)[0][4][0]  # expect: ASF107
            except socket.gaierror as exc:
                log.warning("%s: %s", printer.host, exc)
            await asyncio.sleep(0)

    async def submit(self, printer: Printer, data: bytes) -> int:
        channel = RawChannel(printer.host)
        try:
            channel.sock.connect(channel.peer)  # expect: ASF107
            await asyncio.sleep(0)
            channel.sock.sendall(data)  # expect: ASF107
        finally:
            channel.close()
        return len(data)

    async def alert(self, printer: Printer, to: str) -> None:
        message = EmailMessage()
        message["To"], message["Subject"] = to, f"toner low on {printer.host}"
        message.set_content(f"{printer.toner}% left")
        await asyncio.sleep(0)
        with smtplib.SMTP(self._relay, timeout=10) as smtp:  # expect: ASF107
            smtp.send_message(message)  # expect: ASF107


async def readable(socks: list[socket.socket]) -> list[socket.socket]:
    wait = select.select
    ready, _, broken = wait(socks, [], socks, 0.5)  # expect: ASF107
    for sock in broken:
        log.error("socket %d failed", sock.fileno())
    await trio.sleep(0)
    return ready


async def reboot(host: str, user: str, key: str) -> str:
    client = paramiko.SSHClient()
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    await asyncio.to_thread(client.load_system_host_keys)
    client.connect(host, username=user, key_filename=key)  # expect: ASF107
    try:
        return await asyncio.to_thread(lambda: client.exec_command("reboot")[1].read().decode())
    finally:
        await asyncio.to_thread(client.close)
