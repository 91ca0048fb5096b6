"""Command loop of a small file manager bot."""
import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

HOME = Path("/srv/share")


async def walk_names(top: Path) -> AsyncIterator[str]:
    for folder, _dirs, files in os.walk(top):  # expect: ASF105
        for name in files:
            yield os.path.join(folder, name)
        await asyncio.sleep(0)


class Bot:
    def __init__(self, home: Path = HOME) -> None:
        self.home = home

    async def dispatch(self, line: str) -> str:
        match line.split():
            case ["find", text]:
                found = [name async for name in walk_names(self.home) if text in name]
                return "\n".join(found)
            case ["mv", old, new]:
                await asyncio.sleep(0)
                (self.home / old).rename(self.home / new)  # expect: ASF105
                return "moved"
            case ["mkdir", name]:
                folder = self.home / name
                folder.mkdir(parents=True)  # expect: ASF105
                return f"made {folder.name}"
            case _:
                return "unknown command"


async def main() -> None:
    bot = Bot()
    for line in ("find txt", "mkdir new"):
        print(await bot.dispatch(line))


if __name__ == "__main__":
    asyncio.run(main())
