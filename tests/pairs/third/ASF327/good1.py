"""Image service that asks for the running loop."""
import asyncio
import hashlib
from asyncio import get_running_loop
from pathlib import Path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Images:
    def __init__(self, root: Path) -> None:
        self.root = root

    async def digest(self, name: str) -> str:
        loop = get_running_loop()
        return await loop.run_in_executor(None, digest, self.root / name)

    async def timed(self, name: str) -> float:
        start = asyncio.get_running_loop().time()
        await asyncio.to_thread(digest, self.root / name)
        return asyncio.get_running_loop().time() - start

    def policy(self) -> asyncio.AbstractEventLoopPolicy:
        return asyncio.get_event_loop_policy()


async def main() -> None:
    images = Images(Path("/srv/images"))
    print(await images.digest("a.png"), await images.timed("a.png"))
    print(images.policy())


if __name__ == "__main__":
    asyncio.run(main())
