import os.path
from pathlib import Path, PurePath


class Layout:
    def __init__(self, root: Path) -> None:
        self.root = root

    def _shard(self, key: str) -> Path:
        return self.root / key[:2] / key[2:4] / f"{key}.bin"

    def _label(self, key: str) -> str:
        return self._shard(key).with_suffix("").name

    @staticmethod
    def _relative(path: PurePath) -> str:
        return os.path.normpath(path.as_posix())

    async def describe(self, keys: list[str]) -> list[str]:
        return [f"{self._label(key)} {self._relative(self._shard(key))}" for key in keys]
