from __future__ import annotations

import select
import socket as sk

import boto3
import trio


def dial(address: tuple[str, int]) -> sk.socket:
    conn = sk.socket(sk.AF_INET, sk.SOCK_STREAM)
    conn.setsockopt(sk.IPPROTO_TCP, sk.TCP_NODELAY, 1)
    return conn


class Meter:
    def __init__(self, address: tuple[str, int], bucket: str) -> None:
        self.address = address
        self.bucket = bucket
        self.sock = dial(address)
        self.s3 = boto3.client("s3")

    async def read(self) -> bytes:
        await trio.sleep(1)
        return self.sock.recv(64)  # expect: ASF107

    async def pending(self) -> bool:
        await trio.sleep(0)
        ready, _, _ = select.select([self.sock], [], [], 0.5)  # expect: ASF107
        return bool(ready)

    async def upload(self, body: bytes) -> None:
        await trio.sleep(0)
        self.s3.put_object(Bucket=self.bucket, Key="meter", Body=body)  # expect: ASF107


async def main(meter: Meter) -> None:
    while await meter.pending():
        await meter.upload(await meter.read())


trio.run(main, Meter(("10.0.0.7", 502), "readings"))
