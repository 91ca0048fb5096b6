import csv
import json


class Settings:
    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[str, str] = {}

    async def load(self) -> None:
        with open(self.path, encoding="utf-8") as handle:  # expect: ASF104
            self.values.update(json.load(handle))

    async def export(self, target: str) -> int:
        rows = 0
        with open(  # expect: ASF104
            target,
            "w",
            newline="",
        ) as handle:
            writer = csv.writer(handle)
            for row in self.values.items():
                writer.writerow(row)
                rows += 1
        return rows
