from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Identity:
    cert: bytes
    key: bytes

    @classmethod
    def from_dir(cls, directory: Path) -> Identity:
        return cls(
            cert=(directory / "client.crt").read_bytes(),
            key=(directory / "client.key").read_bytes(),
        )


class Connector:
    def __init__(self, transport) -> None:
        self._transport = transport

    async def connect(self, directory: Path | None) -> None:
        if directory is None:
            await self._transport.connect(None)
            return
        identity = Identity.from_dir(directory)  # expect: ASF121
        await self._transport.connect((identity.cert, identity.key))
