"""Known bases of the library, a protocol, and a property of the other colour."""
import asyncio
import contextlib
import unittest
from typing import Protocol


class Sink(Protocol):
    async def write(self, data: bytes) -> None: ...


class FileSink(Sink):
    def write(self, data: bytes) -> None:  # expect: ASF901
        print(data)


class Resource(contextlib.AbstractAsyncContextManager):
    def __aexit__(self, *details) -> None:  # expect: ASF901
        print("bye")


class Case(unittest.IsolatedAsyncioTestCase):
    def asyncSetUp(self) -> None:  # expect: ASF901
        self.ready = True


class Proto(asyncio.Protocol):
    async def data_received(self, data: bytes) -> None:  # expect: ASF901
        await asyncio.sleep(0)
