import requests


class Directory:
    def __init__(self, base: str) -> None:
        self.base = base
        self.users: dict[str, dict] = {}

    def _call(self, path: str) -> dict:
        return requests.get(f"{self.base}/{path}", timeout=5).json()

    def _refresh(self, name: str) -> None:
        self.users[name] = self._call(f"users/{name}")

    async def user(self, name: str) -> dict:
        if name not in self.users:
            self._refresh(name)  # expect: ASF120
        return self.users[name]

    async def forget(self, name: str) -> None:
        self.users.pop(name, None)
