import shutil
import tempfile
from typing import Awaitable, Callable

Handler = Callable[[str], Awaitable[None]]


class Installer:
    def __init__(self, handler: Handler) -> None:
        self._handler = handler

    async def install(self, archive: str) -> None:
        with tempfile.TemporaryDirectory(prefix="plug-") as tmp:  # expect: ASF104
            shutil.unpack_archive(archive, tmp)  # expect: ASF104
            await self._handler(tmp)

    async def replace(self, staged: str, final: str) -> None:
        try:
            await self._handler(staged)
        finally:
            shutil.rmtree(final, ignore_errors=True)  # expect: ASF104
