import asyncio
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    cache_dir: Path
    ttl: int = 300


class TokenCache:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def load(self, account: str) -> dict:
        target = self._settings.cache_dir / f"{account}.json"
        try:
            raw = target.read_text(encoding="utf-8")  # expect: ASF104
        except FileNotFoundError:
            return {}
        await asyncio.sleep(0)
        return json.loads(raw)
