"""Subtitle service: templates are read at start-up, the rest goes through worker threads."""
from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio

log = logging.getLogger("subs")


class Templates:
    def __init__(self, texts: dict[str, str]) -> None:
        self._texts = texts

    @classmethod
    def load(cls, root: Path) -> "Templates":
        return cls({path.stem: path.read_text() for path in root.glob("*.tmpl")})

    def render(self, name: str, **fields: Any) -> str:
        return self._texts[name].format(**fields)


class SrtWriter:
    def __init__(self) -> None:
        self._out = io.StringIO()
        self._count = 0

    def open(self, title: str) -> None:
        self._out.write(f"; {title}\n")

    def write(self, start: float, text: str) -> None:
        self._count += 1
        self._out.write(f"{self._count}\n{start:.3f}\n{text}\n\n")

    def lines(self) -> Iterator[str]:
        self._out.seek(0)
        yield from self._out


def save(path: Path, lines: list[str]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        out.writelines(lines)
    return len(lines)


def cues(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as source:
        for line in source:
            yield json.loads(line)


class Service:
    def __init__(self, templates: Templates, out: Path) -> None:
        self.templates = templates
        self.out = out

    def _target(self, title: str) -> Path:
        return self.out / title.casefold().replace(" ", "-") / "en.srt"

    async def title(self, name: str) -> str:
        await asyncio.sleep(0)
        return self.templates.render("title", name=name)

    async def write(self, title: str, spoken: list[tuple[float, str]]) -> int:
        writer = SrtWriter()
        writer.open(title)
        for start, text in spoken:
            writer.write(start, text)
            await asyncio.sleep(0)
        return await asyncio.to_thread(save, self._target(title), list(writer.lines()))

    async def load(self, path: Path) -> list[dict[str, Any]]:
        def read() -> list[dict[str, Any]]:
            return list(cues(path))

        return await anyio.to_thread.run_sync(read)

    async def load_lazily(self, path: Path) -> list[dict[str, Any]]:
        source = cues(path)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, list, source)

    async def target_name(self, title: str) -> str:
        await asyncio.sleep(0)
        return self._target(title).name

    async def reload(self, root: Path) -> None:
        self.templates = await asyncio.to_thread(Templates.load, root)


def main(root: Path) -> None:
    templates = Templates.load(root)
    service = Service(templates, root / "out")
    print(asyncio.run(service.title("Nosferatu")))


if __name__ == "__main__":
    main(Path("/srv/subs"))
