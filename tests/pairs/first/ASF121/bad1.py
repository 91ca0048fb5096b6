import json

import anyio


def load_config(path: str) -> dict:
    with open(path, encoding="utf-8") as fh:
        return json.load(fh)


class App:
    def __init__(self, path: str) -> None:
        self.path = path
        self.config: dict = {}

    async def reload(self) -> None:
        self.config = load_config(self.path)  # expect: ASF121
        await anyio.sleep(0)
