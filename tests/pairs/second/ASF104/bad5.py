import json
from abc import ABC, abstractmethod
from pathlib import Path


class Persisted(ABC):
    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    @abstractmethod
    def key(self) -> str: ...

    @property
    def state_path(self) -> Path:
        return self.root / "state" / f"{self.key}.json"


class Playlist(Persisted):
    def __init__(self, root: Path, bot) -> None:
        super().__init__(root)
        self._bot = bot
        self._tracks: list[str] = []

    @property
    def key(self) -> str:
        return "playlist"

    async def add(self, track: str) -> None:
        self._tracks.append(track)
        self.state_path.write_text(json.dumps(self._tracks))  # expect: ASF104
        await self._bot.notify(f"added {track}")
