from functools import partial
from pathlib import Path


class Package:
    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def version(self) -> str:
        return (self.root / "VERSION").read_text().strip()


class Updater:
    def __init__(self, package: Package, client) -> None:
        self._package = package
        self._client = client
        self._latest = partial(client.get, "/latest")

    async def update_available(self) -> bool:
        latest = await self._latest()
        return latest["version"] != self._package.version  # expect: ASF121
