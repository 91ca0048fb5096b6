"""Settings object that writes every change to a remote store."""
from dataclasses import dataclass, field

import httpx


@dataclass
class Settings:
    base: str
    values: dict[str, str] = field(default_factory=dict)

    async def __post_init__(self) -> None:  # expect: ASF315
        async with httpx.AsyncClient(base_url=self.base) as client:
            answer = await client.get("/settings")
        self.values.update(answer.json())

    @property
    def theme(self) -> str:
        return self.values.get("theme", "light")

    @theme.setter
    async def theme(self, name: str) -> None:  # expect: ASF315
        await self.save("theme", name)

    async def save(self, key: str, value: str) -> None:
        async with httpx.AsyncClient(base_url=self.base) as client:
            await client.put(f"/settings/{key}", json=value)

    async def __setitem__(self, key: str, value: str) -> None:  # expect: ASF315
        await self.save(key, value)


def describe(settings: Settings) -> str:
    return f"{settings.base}: {settings.theme}"
