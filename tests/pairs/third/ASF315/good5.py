"""Object mapper that keeps its asynchronous work out of special methods."""
import asyncio
from dataclasses import dataclass, field


@dataclass
class Entity:
    key: str
    row: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.key = self.key.strip()

    def __setitem__(self, name: str, value: str) -> None:
        self.row[name] = value

    def __contains__(self, name: str) -> bool:
        return name in self.row

    def __enter__(self) -> "Entity":
        return self

    def __exit__(self, *error) -> None:
        self.row.clear()

    async def load(self) -> "Entity":
        await asyncio.sleep(0.01)
        self["name"] = self.key.title()
        return self

    @staticmethod
    async def many(keys: list[str]) -> list["Entity"]:
        return await asyncio.gather(*(Entity(key).load() for key in keys))


async def __load__(name: str) -> str:
    """Looks a plugin up; called and awaited by the main program only."""
    await asyncio.sleep(0)
    return name


async def main() -> None:
    for entity in await Entity.many([" ada ", "bob"]):
        with entity:
            print(entity.key, "name" in entity, entity.row)
    print(await __load__("mapper"))


if __name__ == "__main__":
    asyncio.run(main())
