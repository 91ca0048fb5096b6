import os


class Spool:
    def __init__(self, root: str) -> None:
        self.root = root

    def _age(self, name: str) -> float:
        return os.stat(os.path.join(self.root, name)).st_mtime

    def _newest(self) -> str | None:
        names = os.listdir(self.root)
        return max(names, key=self._age, default=None)

    async def deliver(self, send) -> str | None:
        name = self._newest()  # expect: ASF121
        if name is not None:
            await send(name)
        return name
