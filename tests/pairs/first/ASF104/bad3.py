from __future__ import annotations

import pathlib

import trio


class Package:
    def __init__(self, base: pathlib.Path) -> None:
        self.base = base

    @property
    def manifest(self) -> pathlib.Path:
        return self.base.joinpath("manifest.toml")

    async def rename(self, name: str) -> None:
        if (text := self.manifest.read_text()).startswith("name"):  # expect: ASF104
            await trio.sleep(0)
            self.manifest.write_text(f"name = {name!r}\n" + text.partition("\n")[2])  # expect: ASF104


async def append_line(log: "pathlib.Path", line: str) -> None:
    with log.open("a") as fh:  # expect: ASF104
        fh.write(line + "\n")
