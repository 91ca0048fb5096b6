"""Image service that sends its work to the default executor."""
import asyncio
import hashlib
from pathlib import Path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Images:
    def __init__(self, root: Path) -> None:
        self.root = root

    async def digest(self, name: str) -> str:
        loop = asyncio.get_event_loop()  # expect: ASF327
        return await loop.run_in_executor(None, digest, self.root / name)

    async def timed(self, name: str) -> float:
        start = asyncio.get_event_loop().time()  # expect: ASF327
        await self.digest(name)
        return asyncio.get_running_loop().time() - start

    async def all(self, names: list[str]) -> dict[str, str]:
        found = {}
        for name in names:
            found[name] = await self.digest(name)
        return found


async def main() -> None:
    images = Images(Path("/srv/images"))
    print(await images.all(["a.png", "b.png"]))
    print(await images.timed("a.png"))


if __name__ == "__main__":
    asyncio.run(main())
