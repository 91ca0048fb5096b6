from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol


class Upload(Protocol):
    filename: str

    async def read(self, size: int = -1) -> bytes: ...


class LocalStorage:
    def __init__(self, root: str | os.PathLike[str]) -> None:
        self._root = Path(root)

    async def put(self, upload: Upload) -> str:
        if (target := self._root.joinpath(upload.filename)).suffix in {".json", ".txt"}:
            target.write_bytes(await upload.read())  # expect: ASF104
            return target.name
        with Path(self._root, upload.filename).open("wb") as fh:  # expect: ASF104
            while chunk := await upload.read(65536):
                fh.write(chunk)
        return upload.filename
