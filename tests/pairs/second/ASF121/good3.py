from pathlib import Path, PurePath


def target_for(root: Path, name: str) -> Path:
    safe = PurePath(name).name
    return (root / safe[:2] / safe).with_suffix(".bin")


class Blobs:
    def __init__(self, root: Path, remote) -> None:
        self._root = root
        self._remote = remote

    @property
    def index_path(self) -> Path:
        return self._root.joinpath("index.db")

    async def locate(self, name: str) -> str:
        path = target_for(self._root, name)
        await self._remote.touch(self.index_path.as_posix())
        return str(path.relative_to(self._root))
