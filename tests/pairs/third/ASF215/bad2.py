"""Settings store with a reload that was never finished."""
from __future__ import annotations

import json
from pathlib import Path
from threading import RLock


class Settings:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.mutex = RLock()
        self.values: dict[str, str] = {}

    def load(self) -> None:
        text = self.path.read_text()
        with self.mutex:
            self.values = json.loads(text)

    def reload(self) -> None:
        with self.mutex:  # expect: ASF215
            # the values are replaced here
            pass
        self.load()

    def get(self, name: str, default: str = "") -> str:
        with self.mutex:
            return self.values.get(name, default)

    def barrier(self) -> None:
        """Lets current readers finish."""
        with self.mutex: pass  # expect: ASF215


def main() -> None:
    settings = Settings(Path("settings.json"))
    settings.load()
    settings.reload()
    settings.barrier()
    print(settings.get("theme"))


if __name__ == "__main__":
    main()
