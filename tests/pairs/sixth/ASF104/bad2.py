from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path as P

import anyio


@dataclass
class Settings:
    path: P
    values: dict[str, str]

    async def reload(self) -> None:
        await anyio.sleep(0)
        text = self.path.read_text(encoding="utf-8")  # expect: ASF104
        self.values = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


class LogShipper:
    def __init__(self, settings: Settings, send):
        self.settings = settings
        self.send = send

    async def ship(self) -> int:
        sent = 0
        rotated = P(self.settings.values["log"]).with_suffix(".1.gz")
        with gzip.open(rotated, "rt") as lines:  # expect: ASF104
            for line in lines:
                await self.send(line)
                sent += 1
        return sent


async def echo(line: str) -> None:
    await anyio.sleep(0)
    print(line, end="")


async def main() -> None:
    settings = Settings(P("ship.conf"), {})
    await settings.reload()
    print(await LogShipper(settings, echo).ship())


anyio.run(main)
