"""Inverter integration: coordinates a solar inverter's HTTP and serial interfaces."""
from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any

import requests
import trio

log = logging.getLogger("inverter")


class ApiError(RuntimeError):
    pass


def throttled(seconds: float) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def wrap(fn: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(fn)
        def inner(*args: Any, **kwargs: Any) -> Any:
            time.sleep(seconds)
            return fn(*args, **kwargs)

        return inner

    return wrap


@throttled(0.2)
def crc(frame: bytes) -> int:
    value = 0xFFFF
    for byte in frame:
        value ^= byte
    return value


class Endpoint:
    def __init__(self, host: str) -> None:
        self.host = host

    @property
    def address(self) -> str:
        return socket.gethostbyname(self.host)

    def _fetch(self, path: str) -> dict[str, Any]:
        answer = requests.get(f"http://{self.host}/{path}", timeout=5)
        if not answer.ok:
            raise ApiError(path)
        return answer.json()

    def status(self) -> dict[str, Any]:
        return self._fetch("status.json")


class Inverter(Endpoint):
    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.data: dict[str, Any] = {}
        self.power = 0.0

    async def refresh(self) -> None:
        try:
            self.data = self.status()  # expect: ASF120
        except ApiError:
            log.warning("inverter refused")
        await asyncio.sleep(0)
        self.power = float(self.data.get("power", 0))

    async def describe(self) -> str:
        await asyncio.sleep(0)
        return f"{self.host} [{self.address}]: {self.power} W"  # expect: ASF120

    async def send(self, frame: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(frame + crc(frame).to_bytes(2, "big"))  # expect: ASF120
        await writer.drain()


@contextlib.contextmanager
def powered(port: str) -> Iterator[str]:
    subprocess.run(["uhubctl", "-p", port, "-a", "on"], check=True)
    try:
        yield port
    finally:
        subprocess.run(["uhubctl", "-p", port, "-a", "off"], check=False)


def samples(host: str, count: int) -> Iterator[bytes]:
    for index in range(count):
        yield requests.get(f"http://{host}/sample/{index}", timeout=5).content


async def record(host: str, port: str, out: trio.MemorySendChannel[bytes]) -> None:
    with powered(port):  # expect: ASF120
        await trio.sleep(1)
    for sample in samples(host, 8):  # expect: ASF120
        await out.send(sample)
