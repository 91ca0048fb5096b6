from __future__ import annotations

from typing import Protocol


class Sender(Protocol):
    async def send(self, topic: str, body: bytes) -> int: ...

    def encode(self, message: dict) -> bytes: ...


class Closing(Protocol):
    async def aclose(self) -> None: ...
