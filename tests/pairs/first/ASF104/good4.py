import os.path
from pathlib import PurePosixPath


class Valve:
    def __init__(self) -> None:
        self.position = 0

    def open(self, amount: int = 100) -> None:
        self.position = amount

    def write(self, amount: int) -> None:
        self.position = amount


class Panel:
    def __init__(self, valves: list[Valve]) -> None:
        self.valves = valves
        self.main = Valve()

    async def flush(self) -> None:
        self.main.open()
        for valve in self.valves:
            valve.open(50)
            valve.write(0)


async def target(root: str, name: str) -> str:
    def open(part: str) -> str:
        return part.replace("/", "_")

    stem = PurePosixPath(name).with_suffix(".bak").name
    return os.path.join(root, open(stem))
