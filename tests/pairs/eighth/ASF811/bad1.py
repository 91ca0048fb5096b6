"""Template engine with cached look-ups."""
from __future__ import annotations

import functools
import logging
from functools import cache as memoize
from functools import lru_cache

log = logging.getLogger("templates")
small_cache = functools.lru_cache(maxsize=32)


class Loader:
    def __init__(self, folders: list[str]) -> None:
        self.folders = folders

    @lru_cache(maxsize=None)  # expect: ASF811
    def find(self, name: str) -> str | None:
        for folder in self.folders:
            if name.startswith(folder):
                return f"{folder}/{name}"
        return None

    @memoize  # expect: ASF811
    def extensions(self) -> frozenset[str]:
        return frozenset(folder.rpartition(".")[2] for folder in self.folders)

    @staticmethod
    @lru_cache
    def escape(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;")


class Environment:
    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.filters: dict[str, object] = {}

    @property
    @functools.lru_cache()  # expect: ASF811
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self.filters))

    @small_cache  # expect: ASF811
    def compile(self, source: str) -> tuple[str, ...]:
        log.debug("compiling %d characters", len(source))
        return tuple(source.split("{{"))

    def render(self, name: str, **values: str) -> str:
        path = self.loader.find(name)
        if path is None:
            raise LookupError(name)
        parts = self.compile(path)
        return "".join(parts).format(**values)


@lru_cache(maxsize=128)
def parse_tag(tag: str) -> tuple[str, str]:
    name, _, arguments = tag.partition(" ")
    return name, arguments
