"""Theme loader of a desktop shell."""
from __future__ import annotations

import asyncio
import json
import logging
import os
import tomllib
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

import trio

logger = logging.getLogger("themes")


def parse_palette(path: Path) -> dict[str, str]:
    with path.open("rb") as handle:
        return tomllib.load(handle)["palette"]


class Theme:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.palette = self._palette()

    def _palette(self) -> dict[str, str]:
        return parse_palette(self.root / "theme.toml")

    def css(self) -> str:
        return "\n".join(f"--{name}: {value};" for name, value in self.palette.items())


class Settings:
    def __init__(self, path: str) -> None:
        self.path = path
        self.overrides: dict[str, Any] = {}

    @property
    def current(self) -> dict[str, Any]:
        stored = json.loads(Path(self.path).read_text())
        return stored | self.overrides


def installed(folder: str) -> Iterator[str]:
    for name in os.listdir(folder):
        if name.endswith(".theme"):
            yield name


@contextmanager
def journal(path: str) -> Iterator[Any]:
    out = open(path, "a")
    try:
        yield out
    finally:
        out.close()


class Shell:
    def __init__(self, settings: Settings, folder: str) -> None:
        self.settings = settings
        self.folder = folder
        self.applied: list[str] = []

    async def apply(self, name: str) -> str:
        theme = Theme(Path(self.folder, name))  # expect: ASF121
        await asyncio.sleep(0)
        self.applied.append(name)
        return theme.css()

    async def accent(self) -> str:
        match self.settings.current:  # expect: ASF121
            case {"accent": str(colour)}:
                return colour
            case _:
                return "#888"

    async def offer(self) -> list[str]:
        names = [name.removesuffix(".theme") for name in installed(self.folder)]  # expect: ASF121
        await asyncio.sleep(0)
        return sorted(names)


async def note(text: str) -> None:
    await trio.sleep(0)
    with journal("/tmp/shell.journal"):  # expect: ASF121
        logger.info("%s", text)


async def main() -> None:
    shell = Shell(Settings("/etc/shell.json"), "/usr/share/themes")
    for name in await shell.offer():
        try:
            logger.info("%s", await shell.apply(name))
        except (OSError, KeyError):
            logger.exception("theme %s is broken", name)
    logger.info("accent %s", await shell.accent())


if __name__ == "__main__":
    asyncio.run(main())
