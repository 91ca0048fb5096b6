import asyncio
from dataclasses import dataclass
from functools import singledispatch


@dataclass
class A:
    name: str
    address: str


@dataclass
class MX:
    name: str
    host: str


@dataclass
class TXT:
    name: str
    text: str


async def reverse(address):
    loop = asyncio.get_running_loop()
    host, _ = await loop.getnameinfo((address, 0))
    return host


@singledispatch
async def describe(record):
    raise TypeError(type(record))


@describe.register
async def _a(record: A):
    return f"{record.name} at {record.address} ({await reverse(record.address)})"


@describe.register
async def _mx(record: MX):
    await asyncio.sleep(0)
    return f"{record.name} mail to {record.host}"


@describe.register
async def _txt(record: TXT):
    return f"{record.name} says {record.text!r}"


@singledispatch
def ttl(record):
    return 60


@ttl.register
def _ttl_mx(record: MX):
    return 3600
